package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.FittedSignal;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.JsonPrinter;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ParameterOfInterest;
import emiss.inference.ProfileLikelihood;
import emiss.results.SignalStrengthResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rescaled Standard Model: its signal strength mu with everything else profiled. */
public record SignalStrengthStudy() implements Study {
    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            SignalStrengthResult.TYPE,
            "the rescaled Standard Model: mu, its interval, and how far from 0 and 1 it is",
            List.of(),
            SignalStrengthStudy::decode);

    /** A value is at its bound up to rounding. */
    private static final double AT_BOUND = 1e-9;

    @Override
    public Optional<FittedSignal> fittedSignal(StudyContext context) {
        return Optional.of(new FittedSignal(context.analysis(), Optional.empty()));
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context.analysis()));
    }

    private static Outcome compute(Analysis analysis) {
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(analysis.model()),
                analysis.data(),
                analysis.rescaledStandardModel(),
                analysis.rescaledFit());
        FitResult without = profile.profile(0, 0);
        FitResult standardModel = profile.profile(0, 1);
        if (profile.best().status() == FitResult.Status.INFEASIBLE) {
            throw new IllegalStateException(
                    "no mu is possible: " + profile.best().reason());
        }
        if (!analysis.respondsToSignalStrength()) {
            return undetermined(profile.best());
        }
        ParameterOfInterest mu = profile.best().signal().parameters().get(0);
        boolean isFixed = mu.lowerBound() == mu.upperBound();
        List<String> problems = new ArrayList<>();
        Interval interval = isFixed ? Interval.UNBOUNDED : profile.interval(0, 1);
        FitResult best = profile.best();
        if (!best.converged()) {
            problems.add("the fit of mu did not converge: " + best.reason());
        }
        if (!interval.converged()) {
            problems.add("the interval of mu was not found: " + interval.reason());
        }
        double value = best.signalParameters()[0];
        List<String> notes = new ArrayList<>();
        if (isFixed) {
            notes.add("mu is fixed");
        } else {
            noteBound("lower", mu.lowerBound(), value, interval.low(), notes);
            noteBound("upper", mu.upperBound(), value, interval.high(), notes);
        }
        return new Outcome(
                new SignalStrengthResult(
                        value,
                        emiss.results.Interval.of(interval.low(), interval.high()),
                        best.deviance(),
                        rise(0, without, best, problems, notes),
                        rise(1, standardModel, best, problems, notes),
                        best.logPdf(),
                        notes),
                problems);
    }

    private static Outcome undetermined(FitResult best) {
        List<String> problems = best.converged() ? List.of() : List.of("the fit did not converge: " + best.reason());
        return new Outcome(
                new SignalStrengthResult(
                        null,
                        emiss.results.Interval.OPEN,
                        best.deviance(),
                        null,
                        null,
                        best.logPdf(),
                        List.of("the data do not respond to mu")),
                problems);
    }

    private static void noteBound(String side, double bound, double value, double end, List<String> notes) {
        if (Double.isInfinite(bound)) {
            return;
        }
        boolean isThere = Math.abs(value - bound) <= AT_BOUND * Math.max(1, Math.abs(bound));
        if (end == bound && isThere) {
            notes.add("mu is at its " + side + " bound " + number(bound) + ", and so is the " + side
                    + " end of its interval");
        } else if (end == bound) {
            notes.add("the " + side + " end of the interval is only the bound " + number(bound) + " of mu");
        } else if (isThere) {
            notes.add("mu is at its " + side + " bound " + number(bound));
        }
    }

    private static String number(double bound) {
        return JsonPrinter.print(bound).strip();
    }

    /** By how much -2 ln L rises up to a hypothesis; null, with the reason, if that is impossible or was not fitted. */
    private static @Nullable Double rise(
            int mu, FitResult hypothesis, FitResult best, List<String> problems, List<String> notes) {
        if (hypothesis.status() == FitResult.Status.INFEASIBLE) {
            notes.add("mu = " + mu + " is impossible: " + hypothesis.reason());
            return null;
        }
        if (!hypothesis.converged()) {
            problems.add("the fit at mu = " + mu + " did not converge: " + hypothesis.reason());
            return null;
        }
        return Math.max(0, hypothesis.deviance() - best.deviance());
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        Signals.require(decoder);
        return Optional.of(new SignalStrengthStudy());
    }
}
