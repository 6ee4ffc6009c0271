package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Ends;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.RankEntry;
import emiss.app.study.Ranked;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.Significance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rescaled Standard Model: its signal strength mu with everything else profiled. */
public record SignalStrengthStudy() implements Study {
    /** The type {@code signal-strength}. */
    public static final StudyType TYPE = new StudyType(
            "signal-strength",
            "the rescaled Standard Model: mu, its interval, and how far from 0 and 1 it is",
            SignalStrengthStudy::decode);

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of();
    }

    @Override
    public Outcome run(StudyContext context) {
        Analysis analysis = context.analysis();
        FitResult best = analysis.rescaledFit();
        List<String> problems = new ArrayList<>();
        if (!best.converged()) {
            problems.add("the fit of mu did not converge: " + best.reason());
        }
        Fitter fitter = new Fitter(analysis.model());
        ProfileLikelihood profile =
                new ProfileLikelihood(fitter, analysis.data(), analysis.rescaledStandardModel(), best);
        Interval interval = profile.interval(0, 1);
        if (!interval.converged()) {
            problems.add("the interval of mu was not found: " + interval.reason());
        }
        Result result = new Result(
                best.signalParameters()[0],
                Ends.of(interval, 1),
                best.deviance(),
                profile.profile(0, 0).deviance() - best.deviance(),
                profile.profile(0, 1).deviance() - best.deviance(),
                best.logPdf());
        return new Outcome(result, problems);
    }

    /**
     * The signal strength.
     *
     * @param mu best value; 1 is the Standard Model
     * @param interval68 ends where -2 ln L has risen by 1; null where it does not
     * @param minus2LnL -2 ln(L/L_saturated) at the minimum
     * @param deltaMu0 rise of -2 ln L at mu = 0
     * @param deltaMu1 rise of -2 ln L at mu = 1
     * @param maxLogpdf log-pdf at the minimum, with all constants
     */
    public record Result(
            double mu,
            List<@Nullable Double> interval68,
            double minus2LnL,
            double deltaMu0,
            double deltaMu1,
            double maxLogpdf)
            implements Payload, Ranked {
        @Override
        public String summary() {
            return "mu = " + Words.text(mu, interval68) + ", " + Words.sigmas(Significance.sigma(-deltaMu1, 1))
                    + " from the SM, " + Words.sigmas(Significance.sigma(-deltaMu0, 1)) + " from no signal";
        }

        @Override
        public Table table() {
            return Table.of(List.of("mu", "mu_low68", "mu_high68", "minus2LnL", "deltaMu0", "deltaMu1", "maxLogpdf"))
                    .row(Arrays.asList(
                            mu, interval68.get(0), interval68.get(1), minus2LnL, deltaMu0, deltaMu1, maxLogpdf))
                    .build();
        }

        @Override
        public RankEntry rankEntry(String study) {
            return new RankEntry(
                    study,
                    "rescaled SM",
                    null,
                    null,
                    Map.of("mu", mu),
                    Map.of("mu", interval68),
                    -deltaMu1,
                    1,
                    Significance.sigma(-deltaMu1, 1),
                    null);
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        return Optional.of(new SignalStrengthStudy());
    }
}
