package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.FittedSignal;
import emiss.analysis.Hypothesis;
import emiss.analysis.LuminosityScale;
import emiss.analysis.TestedStrength;
import emiss.app.study.StudyContext;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.PseudoExperiment;
import emiss.inference.statistics.StrengthFitter;
import emiss.results.CompareResult;
import emiss.results.CompareResult.Separation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well data would tell hypotheses apart: the Asimov data of each are fitted with each other one, couplings free, masses fixed,
 * and with the Standard Model. Not symmetric. The data may be those of other data sets than the ones that the hypotheses were fitted
 * to: then Asimov data have the couplings as they were fitted there.
 */
final class Separations {
    private final StudyContext context;
    private final boolean hasData;

    /** Separations on the data sets of a study, or, if it has none, on those that the hypotheses were fitted to. */
    Separations(StudyContext context, boolean hasData) {
        this.context = context;
        this.hasData = hasData;
    }

    /** All pairs of the best fits of studies; those without one are named among the problems. */
    List<Separation> of(List<String> studies, List<String> problems) {
        Map<String, FittedSignal> signals = new LinkedHashMap<>();
        for (String id : studies) {
            context.fitted(id)
                    .ifPresentOrElse(
                            found -> signals.put(id, found),
                            () -> problems.add("study " + id + " has no separation: it has no best point"));
        }
        List<Separation> separations = new ArrayList<>();
        signals.forEach((data, signal) -> {
            Analysis real = likelihood(signal);
            Analysis asimov = real.asimov(hypothesis -> truth(hypothesis, signal), scale());
            signals.forEach((id, other) -> {
                if (id.equals(data)) {
                    return;
                }
                if (likelihood(other) != real) {
                    problems.add("studies " + data + " and " + id + " have no separation: their data or inputs differ");
                } else {
                    separations.add(new Separation(data, id, sigma(fit(asimov, other))));
                }
            });
            separations.add(new Separation(data, CompareResult.STANDARD_MODEL, sigma(asimov.standardModelFit())));
        });
        return separations;
    }

    private Analysis likelihood(FittedSignal signal) {
        return (hasData ? context.analysis() : signal.analysis()).onRealData();
    }

    private LuminosityScale scale() {
        return context.luminosityScale();
    }

    private static @Nullable Double sigma(FitResult fit) {
        return fit.converged() ? (Double) Math.sqrt(Math.max(0, fit.deviance())) : null;
    }

    /** What Asimov data are made of: the best fit to these data, or to others, whose couplings or strength are kept. */
    private static FitResult truth(Analysis real, FittedSignal signal) {
        if (signal.analysis().onRealData() == real) {
            return fit(real, signal);
        }
        FitResult start = real.standardModelFit();
        Optional<CouplingFit> fitted = signal.newParticles();
        if (fitted.isPresent()) {
            Hypothesis same = fitted.get().hypothesis().in(real);
            return new Fitter(real.model())
                    .fit(real.data(), same.signalAt(fitted.get().couplings()), start);
        }
        double mu = signal.analysis().rescaledFit().signalParameter(TestedStrength.MU);
        return new StrengthFitter(real.model(), FitOptions.DEFAULT)
                .at(
                        PseudoExperiment.observed(real.data()),
                        TestedStrength.mu(real).requiredParameter(),
                        mu,
                        start);
    }

    /** The signal of a study fitted to other data, from where it was best. */
    private static FitResult fit(Analysis analysis, FittedSignal signal) {
        Optional<CouplingFit> couplings = signal.newParticles();
        if (couplings.isEmpty()) {
            return TestedStrength.mu(analysis).bestFit(analysis);
        }
        Hypothesis same = couplings.get().hypothesis().in(analysis);
        return new CouplingFitter(analysis).fit(same).result();
    }
}
