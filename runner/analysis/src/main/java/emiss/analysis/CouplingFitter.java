package emiss.analysis;

import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits the couplings of hypotheses; not thread-safe, one per task. */
public final class CouplingFitter {
    /** With several couplings, each start has one at its unit and the others at this fraction of theirs. */
    private static final double SIDE = 0.3;

    private static final int MAX_SIGN_PATTERNS = 4;

    private final Analysis analysis;
    private final Fitter fitter;

    /** Creates a fitter. */
    public CouplingFitter(Analysis analysis) {
        this.analysis = analysis;
        this.fitter = new Fitter(analysis.model());
    }

    /** The likelihood. */
    public Analysis analysis() {
        return analysis;
    }

    /** The likelihood fitter behind it. */
    public Fitter fitter() {
        return fitter;
    }

    /**
     * The best couplings. The rate is quadratic in them, so the fit of several starts at several points and keeps the
     * lowest minimum; the result is unique up to a common sign (phase) and degeneracies of the rate.
     */
    public CouplingFit fit(Hypothesis hypothesis) {
        return fit(hypothesis, Map.of());
    }

    /** The best couplings with some of them held at a value. */
    public CouplingFit fit(Hypothesis hypothesis, Map<String, Double> held) {
        if (hypothesis.couplingParameters() == 0) {
            return new CouplingFit(hypothesis, analysis.standardModelFit(), held);
        }
        int size = hypothesis.freeParameters(held.keySet());
        SignalModel signal = hypothesis.withFixed(held);
        CouplingFit best = null;
        for (double[] start : starts(size, signal.parameters().size())) {
            FitResult result = fitter.fit(analysis.data(), signal.startingAt(start), analysis.standardModelFit());
            CouplingFit found = new CouplingFit(hypothesis, result, held);
            if (best == null || isBetter(found, best)) {
                best = found;
            }
        }
        return best;
    }

    /** The minimum that is reached from given values of couplings; those not named start at zero. */
    public CouplingFit fitFrom(Hypothesis hypothesis, Map<String, Double> start, Map<String, Double> held) {
        SignalModel signal = hypothesis.withFixed(held);
        FitResult result = fitter.fit(
                analysis.data(),
                signal.startingAt(hypothesis.startAt(
                        start, held.keySet(), signal.parameters().size())),
                analysis.standardModelFit());
        return new CouplingFit(hypothesis, result, held);
    }

    private static boolean isBetter(CouplingFit one, CouplingFit other) {
        return one.isConverged() == other.isConverged() ? one.t() < other.t() : one.isConverged();
    }

    private static List<double[]> starts(int couplings, int parameters) {
        List<double[]> starts = new ArrayList<>();
        if (couplings == 0) {
            starts.add(new double[parameters]);
        }
        int patterns = couplings == 1 ? 1 : Math.min(1 << (couplings - 1), MAX_SIGN_PATTERNS);
        for (int leading = 0; leading < couplings; leading++) {
            for (int pattern = 0; pattern < patterns; pattern++) {
                double[] start = new double[parameters];
                int bit = 0;
                for (int k = 0; k < couplings; k++) {
                    start[k] = k == leading ? 1 : ((pattern >> bit++) & 1) == 0 ? SIDE : -SIDE;
                }
                starts.add(start);
            }
        }
        return starts;
    }

    /**
     * The 68 % interval of every fitted real coupling, all others profiled: where -2 ln L rises by 1, on the non-negative
     * side if its sign does not matter. An end is null where there is none.
     */
    public Map<String, List<@Nullable Double>> intervals68(CouplingFit fit) {
        Hypothesis hypothesis = fit.hypothesis();
        Map<String, List<@Nullable Double>> intervals = new LinkedHashMap<>();
        if (hypothesis.couplingParameters() == 0 || !fit.isConverged()) {
            return intervals;
        }
        ProfileLikelihood profile =
                new ProfileLikelihood(fitter, analysis.data(), hypothesis.signalModel(), preferred(fit));
        for (int k = 0; k < hypothesis.couplingParameters(); k++) {
            if (!hypothesis.isRealPart(k)) {
                continue;
            }
            Interval interval = hypothesis.isSignFree(k) ? profile.intervalOfModulus(k, 1) : profile.interval(k, 1);
            intervals.put(hypothesis.couplingOf(k), Ends.of(interval, hypothesis.unit(k)));
        }
        return intervals;
    }

    /** The same minimum with the signs that are reported. */
    private FitResult preferred(CouplingFit fit) {
        Hypothesis hypothesis = fit.hypothesis();
        double[] found = fit.result().signalParameters();
        double[] wanted = hypothesis.withPreferredSigns(found);
        return Arrays.equals(found, wanted)
                ? fit.result()
                : fitter.fit(analysis.data(), hypothesis.signalModel().startingAt(wanted), analysis.standardModelFit());
    }
}
