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
import emiss.inference.PseudoExperiment;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
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
 * and with the Standard Model. Not symmetric.
 */
final class Separations {
    private final StudyContext context;

    Separations(StudyContext context) {
        this.context = context;
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
            Analysis real = signal.analysis().onRealData();
            Analysis asimov = real.asimov(fit(real, signal), scale());
            signals.forEach((id, other) -> {
                if (id.equals(data)) {
                    return;
                }
                if (other.analysis().onRealData() != real) {
                    problems.add("studies " + data + " and " + id + " have no separation: their data or inputs differ");
                } else {
                    separations.add(new Separation(data, id, sigma(fit(asimov, other))));
                }
            });
            separations.add(new Separation(data, CompareResult.STANDARD_MODEL, sigma(asimov.standardModelFit())));
        });
        return separations;
    }

    private LuminosityScale scale() {
        return context.luminosityScale();
    }

    private static @Nullable Double sigma(FitResult fit) {
        return fit.converged() ? (Double) Math.sqrt(Math.max(0, fit.deviance())) : null;
    }

    /** The signal of a study fitted to other data, from where it was best. */
    private static FitResult fit(Analysis analysis, FittedSignal signal) {
        Optional<CouplingFit> couplings = signal.newParticles();
        if (couplings.isEmpty()) {
            StrengthFitter fitter = new StrengthFitter(analysis.model(), FitOptions.DEFAULT);
            PseudoExperiment data = PseudoExperiment.observed(analysis.data());
            TestedParameter mu = TestedStrength.mu(analysis).parameter().orElseThrow();
            return fitter.best(data, mu, fitter.at(data, mu, 0, analysis.standardModelFit()))
                    .fit();
        }
        Hypothesis same = couplings.get().hypothesis().in(analysis);
        return new CouplingFitter(analysis).fit(same).result();
    }
}
