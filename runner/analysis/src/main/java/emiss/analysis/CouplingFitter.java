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
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Fits the couplings of hypotheses, one after the other; not thread-safe. */
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
        SignalModel signal = hypothesis.withFixed(held);
        return new CouplingFit(hypothesis, fitFrom(signal, starts(hypothesis, held, signal)), held);
    }

    /** The minimum that is reached from given values of couplings; those not named start at zero. */
    public CouplingFit fitFrom(Hypothesis hypothesis, Map<String, Double> start, Map<String, Double> held) {
        SignalModel signal = hypothesis.withFixed(held);
        double[] first =
                hypothesis.startAt(start, held.keySet(), signal.parameters().size());
        return new CouplingFit(hypothesis, fitFrom(signal, List.of(first)), held);
    }

    private FitResult fitFrom(SignalModel signal, List<double[]> starts) {
        return fitter.fit(analysis.data(), signal, starts, analysis.standardModelFit());
    }

    /** Where couplings start that are not held. Beside held ones a common sign of the others may have an effect. */
    static List<double[]> starts(Hypothesis hypothesis, Map<String, Double> held, SignalModel signal) {
        List<double[]> starts =
                starts(hypothesis.signFree(held.keySet()), signal.parameters().size());
        if (held.values().stream().allMatch(value -> value == 0)) {
            return starts;
        }
        return starts.stream()
                .flatMap(start -> Stream.of(
                        start, DoubleStream.of(start).map(value -> -value).toArray()))
                .toList();
    }

    /** Every coupling leads once, the others follow with all patterns, or some, of the signs that have an effect. */
    private static List<double[]> starts(boolean[] signFree, int parameters) {
        List<double[]> starts = new ArrayList<>();
        if (signFree.length == 0) {
            starts.add(new double[parameters]);
        }
        for (int leading = 0; leading < signFree.length; leading++) {
            int signs = 0;
            for (int k = 0; k < signFree.length; k++) {
                signs += k == leading || signFree[k] ? 0 : 1;
            }
            int patterns = Math.min(1 << Math.min(signs, 30), MAX_SIGN_PATTERNS);
            for (int pattern = 0; pattern < patterns; pattern++) {
                double[] start = new double[parameters];
                int bit = 0;
                for (int k = 0; k < signFree.length; k++) {
                    boolean isNegative = k != leading && !signFree[k] && ((pattern >> bit++) & 1) != 0;
                    start[k] = k == leading ? 1 : isNegative ? -SIDE : SIDE;
                }
                starts.add(start);
            }
        }
        return starts;
    }

    /**
     * Intervals of couplings.
     *
     * @param best the best fit: the one around which was searched, or a lower one that the search came across
     * @param byCoupling the intervals
     */
    public record Intervals(CouplingFit best, Map<String, Interval> byCoupling) {}

    /**
     * The 68 % interval of every fitted coupling, of real and imaginary part ({@code Im NAME}) if it is complex, all others profiled:
     * where -2 ln L rises by 1, on the non-negative side if its sign does not matter.
     */
    public Intervals intervals68(CouplingFit fit) {
        Hypothesis hypothesis = fit.hypothesis();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        if (hypothesis.couplingParameters() == 0 || !fit.isConverged()) {
            return new Intervals(fit, intervals);
        }
        FitResult start = preferred(fit);
        ProfileLikelihood profile = new ProfileLikelihood(fitter, analysis.data(), hypothesis.signalModel(), start);
        for (int k = 0; k < hypothesis.couplingParameters(); k++) {
            Interval interval = hypothesis.isSignFree(k) ? profile.intervalOfModulus(k, 1) : profile.interval(k, 1);
            CouplingScale scale = hypothesis.scale(k);
            intervals.put(
                    hypothesis.partOf(k),
                    new Interval(scale.value(interval.low()), scale.value(interval.high()), interval.reason()));
        }
        return profile.best() == start
                ? new Intervals(fit, intervals)
                : intervals68(new CouplingFit(hypothesis, profile.best(), fit.held()));
    }

    /** The same minimum with the signs that are reported. */
    private FitResult preferred(CouplingFit fit) {
        Hypothesis hypothesis = fit.hypothesis();
        double[] found = fit.result().signalParameters();
        double[] wanted = hypothesis.withPreferredSigns(found);
        return Arrays.equals(found, wanted) ? fit.result() : fitFrom(hypothesis.signalModel(), List.of(wanted));
    }
}
