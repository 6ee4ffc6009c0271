package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.FittedSignal;
import emiss.app.study.Computation;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Points.Attempt;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyType;
import emiss.inference.Significance;
import emiss.results.MassScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the couplings of a scenario at every mass of a grid, and finds the best mass (arXiv:2403.13887, Figs. 4 and 5).
 *
 * @param fit what is fitted, at the masses of the grid
 */
public record MassScanStudy(ScenarioFit fit) implements Study {
    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            MassScanResult.TYPE,
            "which mass and couplings of a scenario the data prefer, and by how much",
            List.of(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    Fields.COUPLINGS,
                    Fields.COMPLEX,
                    Fields.DERIVED,
                    Fields.MASSES,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA),
            decoder -> ScenarioFit.decode(decoder, Fields.MASSES).map(MassScanStudy::new));

    @Override
    public Optional<FittedSignal> fittedSignal(StudyContext context) {
        return fit.fittedSignal(context);
    }

    @Override
    public Computation<ScenarioFit.AtMass> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        return fit.computation(analysis, points -> combine(context, points));
    }

    private Outcome combine(StudyContext context, Points<ScenarioFit.AtMass> attempts) {
        Analysis analysis = context.analysis();
        List<String> problems = new ArrayList<>();
        List<MassScanResult.Point> points = new ArrayList<>();
        for (int i = 0; i < fit.masses().size(); i++) {
            double mass = fit.masses().at(i);
            Optional<ScenarioFit.AtMass> attempt = attempts.at(i);
            if (!attempts.isReached(i)) {
                continue;
            }
            points.add(attempt.map(MassScanStudy::point)
                    .orElseGet(() -> new MassScanResult.Point(mass, null, fit.none(), Map.of(), false)));
            attempt.map(ScenarioFit.AtMass::reason)
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> problems.add("the fit at " + mass + " GeV did not converge: " + reason));
        }
        double rescaledT = analysis.t(analysis.rescaledFit());
        CouplingFitter fitter = new CouplingFitter(analysis);
        Optional<ScenarioFit.Floated> found = Optional.empty();
        try {
            found = fit.floated(fitter, fit.profile(fitter, attempts), rescaledT);
        } catch (IllegalStateException failure) {
            // between the points a scenario may fail where it does not fail at them
            problems.add("the best mass is not known: " + Attempt.reason(failure));
        }
        MassScanResult.@Nullable Best best =
                found.map(floated -> best(floated, rescaledT, problems)).orElse(null);
        return new Outcome(
                new MassScanResult(
                        fit.scenario(),
                        new MassScanResult.RescaledSm(
                                rescaledT,
                                analysis.respondsToSignalStrength()
                                        ? analysis.rescaledFit().signalParameters()[0]
                                        : null),
                        points,
                        best,
                        found.map(ScenarioFit.Floated::lower).orElse(List.of()),
                        found.map(floated -> floated.described().notes(context)).orElse(List.of())),
                problems);
    }

    private static MassScanResult.Point point(ScenarioFit.AtMass found) {
        return new MassScanResult.Point(
                found.mass(), found.t(), found.couplings(), found.branchingFractions(), found.t() != null);
    }

    private static MassScanResult.Best best(ScenarioFit.Floated floated, double rescaledT, List<String> problems) {
        ScenarioFit.Described found = floated.described();
        CouplingFit best = found.best();
        int parameters = Math.max(1, best.hypothesis().couplingParameters());
        DerivedResults derived = found.derived();
        problems.addAll(derived.problems());
        return new MassScanResult.Best(
                best.mass(),
                floated.mass(),
                best.t(),
                Significance.sigma(best.t(), parameters),
                Significance.sigma(Math.min(0, best.t() - rescaledT), 1),
                Significance.sigma(best.t(), parameters + 1),
                parameters,
                best.couplings(),
                found.intervals68(),
                derived.values(),
                derived.intervals68(),
                best.hypothesis().branchingFractions(best.couplings()));
    }
}
