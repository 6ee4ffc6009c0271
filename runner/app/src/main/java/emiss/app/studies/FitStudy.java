package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.FittedSignal;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.FitResult;
import emiss.inference.FittedNuisances;
import emiss.inference.HessianErrors;
import emiss.inference.Significance;
import emiss.results.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the couplings of a scenario at one mass, or the mass too.
 *
 * @param fit what is fitted; a grid of several masses means that the mass floats within it
 */
public record FitStudy(ScenarioFit fit) implements Study {
    private static final Field MASS = Field.required(
                    "mass", Kind.GRID, "mass of the invisible particle; a grid within which it floats, or free")
            .in("GeV");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            emiss.results.FitResult.TYPE,
            "the best couplings at a mass (or with the mass free), their intervals, and the pulls",
            List.of(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    Fields.COUPLINGS,
                    Fields.COMPLEX,
                    Fields.DERIVED,
                    MASS,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA),
            FitStudy::decode);

    private boolean massIsFixed() {
        return fit.masses().size() == 1;
    }

    @Override
    public Optional<FittedSignal> fittedSignal(StudyContext context) {
        return fit.fittedSignal(context);
    }

    @Override
    public Computation<ScenarioFit.AtMass> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        return fit.computation(analysis, points -> combine(context, points));
    }

    private Outcome combine(StudyContext context, Points<ScenarioFit.AtMass> points) {
        CouplingFitter fitter = new CouplingFitter(context.analysis());
        Map<String, Interval> intervals = new LinkedHashMap<>();
        ScenarioFit.Described described;
        if (massIsFixed()) {
            described = fit.described(fitter, fit.at(fitter, points.only().mass()));
        } else {
            ScenarioFit.Floated floated = fit.floated(fitter, fit.profile(fitter, points), 0)
                    .orElseThrow(() -> new IllegalStateException(
                            points.problems().isEmpty()
                                    ? "the fit converged at none of the masses"
                                    : points.problems().get(0)));
            intervals.put("mass", floated.mass());
            described = floated.described();
        }
        CouplingFit best = described.best();
        intervals.putAll(described.intervals68());
        List<String> problems = new ArrayList<>();
        if (!best.isConverged()) {
            problems.add("the fit did not converge: " + best.reason());
        }
        DerivedResults found = described.derived();
        intervals.putAll(found.intervals68());
        problems.addAll(found.problems());
        int local = Math.max(1, best.hypothesis().couplingParameters());
        int parameters = local + (massIsFixed() ? 0 : 1);
        return new Outcome(
                new emiss.results.FitResult(
                        fit.scenario(),
                        best.mass(),
                        best.t(),
                        parameters,
                        Significance.sigma(best.t(), parameters),
                        best.couplings(),
                        found.values(),
                        intervals,
                        best.hypothesis().branchingFractions(best.couplings()),
                        pulls(best.result()),
                        constraints(best.result(), problems),
                        best.isConverged(),
                        massIsFixed(),
                        Significance.sigma(best.t(), local),
                        described.notes(context)),
                problems);
    }

    private static Map<String, Double> pulls(FitResult fit) {
        Map<String, Double> pulls = new LinkedHashMap<>();
        FittedNuisances nuisances = new FittedNuisances(fit);
        List<String> names = nuisances.names();
        double[] values = nuisances.pulls();
        for (int i = 0; i < values.length; i++) {
            pulls.put(names.get(i), values[i]);
        }
        return pulls;
    }

    /** Post-fit widths in units of those of the constraints. */
    private static Map<String, Double> constraints(FitResult fit, List<String> problems) {
        Map<String, Double> constraints = new LinkedHashMap<>();
        if (!fit.converged()) {
            return constraints;
        }
        try {
            FittedNuisances nuisances = new FittedNuisances(fit);
            List<String> names = nuisances.names();
            double[] widths = nuisances.widths();
            double[] errors = nuisances.errors(new HessianErrors(fit));
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] < Double.POSITIVE_INFINITY) {
                    constraints.put(names.get(i), errors[i] / widths[i]);
                }
            }
        } catch (IllegalArgumentException flat) {
            problems.add("there are no post-fit widths: " + flat.getMessage());
        }
        return constraints;
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        return ScenarioFit.decode(decoder, MASS).map(fit -> {
            if (fit.masses().size() == 1) {
                decoder.resolve(MASS, fit.masses().at(0));
            }
            return new FitStudy(fit);
        });
    }
}
