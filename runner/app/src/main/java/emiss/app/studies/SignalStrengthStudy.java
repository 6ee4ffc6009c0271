package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.FittedSignal;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.results.SignalStrengthResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rescaled Standard Model: its signal strength mu with everything else profiled. */
public record SignalStrengthStudy() implements Study {
    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            SignalStrengthResult.TYPE,
            "the rescaled Standard Model: mu, its interval, and how far from 0 and 1 it is",
            List.of(),
            SignalStrengthStudy::decode);

    @Override
    public Optional<FittedSignal> fittedSignal(StudyContext context) {
        return Optional.of(new FittedSignal(context.analysis(), Optional.empty()));
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context.analysis()));
    }

    private static Outcome compute(Analysis analysis) {
        List<String> problems = new ArrayList<>();
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(analysis.model()),
                analysis.data(),
                analysis.rescaledStandardModel(),
                analysis.rescaledFit());
        Interval interval = profile.interval(0, 1);
        FitResult best = profile.best();
        if (!best.converged()) {
            problems.add("the fit of mu did not converge: " + best.reason());
        }
        if (!interval.converged()) {
            problems.add("the interval of mu was not found: " + interval.reason());
        }
        return new Outcome(
                new SignalStrengthResult(
                        best.signalParameters()[0],
                        emiss.results.Interval.of(interval.low(), interval.high()),
                        best.deviance(),
                        profile.profile(0, 0).deviance() - best.deviance(),
                        profile.profile(0, 1).deviance() - best.deviance(),
                        best.logPdf()),
                problems);
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        return Optional.of(new SignalStrengthStudy());
    }
}
