package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.MassProfile;
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
import emiss.inference.Significance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    /** The type {@code mass-scan}. */
    public static final StudyType TYPE = new StudyType(
            "mass-scan",
            "which mass and couplings of a scenario the data prefer, and by how much",
            MassScanStudy::decode);

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        return fit.settings("masses", fit.masses().toArray());
    }

    @Override
    public Outcome run(StudyContext context) {
        Analysis analysis = context.analysis();
        List<ScenarioFit.AtMass> attempts = fit.atAllMasses(context);
        List<CouplingFit> fits =
                attempts.stream().flatMap(attempt -> attempt.fit().stream()).toList();
        List<String> problems = new ArrayList<>();
        if (attempts.size() < fit.masses().size()) {
            problems.add(
                    "interrupted: " + attempts.size() + " of " + fit.masses().size() + " masses were reached");
        }
        List<Point> points = new ArrayList<>();
        for (ScenarioFit.AtMass attempt : attempts) {
            points.add(attempt.fit().map(MassScanStudy::point).orElseGet(() -> failed(attempt.mass())));
            if (attempt.fit().isEmpty()) {
                problems.add("the fit at " + attempt.mass() + " GeV failed: " + attempt.failure());
            }
        }
        for (CouplingFit found : fits) {
            if (!found.isConverged()) {
                problems.add("the fit at " + found.mass() + " GeV did not converge: " + found.reason());
            }
        }
        double rescaledT = analysis.t(analysis.rescaledFit());
        CouplingFitter fitter = new CouplingFitter(analysis);
        MassProfile profile = new MassProfile(fits, mass -> fit.at(fitter, mass));
        Result result = new Result(
                fit.scenario().id(),
                new RescaledSm(rescaledT, analysis.rescaledFit().signalParameters()[0]),
                points,
                profile.best()
                        .map(best -> best(fitter, best, profile, rescaledT, problems))
                        .orElse(null),
                profile.below(rescaledT));
        return new Outcome(result, problems);
    }

    private Point failed(double mass) {
        Map<String, Object> couplings = new LinkedHashMap<>();
        fit.couplings().forEach(coupling -> couplings.put(coupling.name(), null));
        return new Point(mass, null, couplings, Map.of(), false);
    }

    private static Point point(CouplingFit fit) {
        Map<String, Object> couplings = new LinkedHashMap<>();
        fit.hypothesis().couplingNames().forEach(name -> couplings.put(name, null));
        couplings.putAll(Words.couplings(fit.couplings()));
        return new Point(
                fit.mass(),
                fit.isConverged() ? fit.t() : null,
                couplings,
                fit.hypothesis().branchingFractions(fit.couplings()),
                fit.isConverged());
    }

    private Best best(
            CouplingFitter fitter, CouplingFit best, MassProfile profile, double rescaledT, List<String> problems) {
        int parameters = Math.max(1, best.hypothesis().couplingParameters());
        DerivedResults derived = DerivedResults.of(best, fit.derived());
        problems.addAll(derived.problems());
        return new Best(
                best.mass(),
                profile.interval(1),
                best.t(),
                Significance.sigma(best.t(), parameters),
                Significance.sigma(Math.min(0, best.t() - rescaledT), 1),
                Significance.sigma(best.t(), parameters + 1),
                parameters,
                Words.couplings(best.couplings()),
                fitter.intervals68(best),
                derived.values(),
                derived.intervals68(),
                best.hypothesis().branchingFractions(best.couplings()));
    }

    /**
     * The rescaled Standard Model, for comparison.
     *
     * @param t -2 ln(L/L_SM)
     * @param mu signal strength
     */
    public record RescaledSm(double t, double mu) {}

    /**
     * The best fit at one mass.
     *
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM); null if the fit failed
     * @param couplings best couplings; null where the data do not respond
     * @param branchingFractions of every transition that is open
     * @param converged whether the fit converged
     */
    public record Point(
            double mass,
            @Nullable Double t,
            Map<String, @Nullable Object> couplings,
            Map<String, Double> branchingFractions,
            boolean converged) {}

    /**
     * The best mass, refined beyond the grid.
     *
     * @param mass best mass [GeV]
     * @param massInterval68 where t is within 1 of its minimum [GeV]; an end is null where the grid ends before that
     * @param t -2 ln(L/L_SM)
     * @param significance local significance [standard deviations] for {@code parameters} degrees of freedom
     * @param significanceOverRescaledSm square root of the improvement in -2 ln L over the rescaled Standard Model
     * @param significanceMassFloated the same with the mass counted as a parameter
     * @param parameters number of floating coupling parameters
     * @param couplings best couplings
     * @param couplingIntervals68 their intervals at the best mass, others profiled; an end is null where unbounded
     * @param derived values of the derived quantities; null where the data do not respond to one of their couplings
     * @param derivedIntervals68 their intervals at the best mass; an end is null where unbounded
     * @param branchingFractions of every transition that is open
     */
    public record Best(
            double mass,
            List<@Nullable Double> massInterval68,
            double t,
            double significance,
            double significanceOverRescaledSm,
            double significanceMassFloated,
            int parameters,
            Map<String, Object> couplings,
            Map<String, List<@Nullable Double>> couplingIntervals68,
            Map<String, @Nullable Double> derived,
            Map<String, List<@Nullable Double>> derivedIntervals68,
            Map<String, Double> branchingFractions) {}

    /**
     * The scan.
     *
     * @param scenario id of the scenario
     * @param rescaledSm the rescaled Standard Model
     * @param points one per mass
     * @param best the best mass; null if no point was computed
     * @param betterThanRescaledSm ranges of mass [GeV] in which t is below that of the rescaled Standard Model
     */
    public record Result(
            String scenario,
            RescaledSm rescaledSm,
            List<Point> points,
            @Nullable Best best,
            List<List<Double>> betterThanRescaledSm)
            implements Payload, Ranked {
        @Override
        public String summary() {
            if (best == null) {
                return scenario + ": no mass was computed";
            }
            if (best.t > -1e-6) {
                return scenario + ": nowhere better than the SM";
            }
            return Words.t(best.t) + ", " + Words.sigmas(best.significance) + " (mass floated "
                    + Words.sigmas(best.significanceMassFloated) + ")  " + scenario + ": m = "
                    + Words.text(best.mass, best.massInterval68) + " GeV, "
                    + Words.text(best.couplings, best.couplingIntervals68);
        }

        @Override
        public Table table() {
            List<String> names = points.isEmpty()
                    ? List.of()
                    : List.copyOf(points.get(0).couplings().keySet());
            List<String> transitions = points.stream()
                    .flatMap(point -> point.branchingFractions().keySet().stream())
                    .distinct()
                    .toList();
            List<String> columns = new ArrayList<>(List.of("mass[GeV]", "t"));
            columns.addAll(names);
            transitions.forEach(transition -> columns.add("B(" + transition + ")"));
            columns.add("converged");
            Table.Builder table = Table.of(columns);
            for (Point point : points) {
                List<@Nullable Object> row = new ArrayList<>(Arrays.asList(point.mass, point.t));
                names.forEach(name -> row.add(point.couplings.get(name)));
                transitions.forEach(transition -> row.add(point.branchingFractions.get(transition)));
                row.add(point.converged);
                table.row(row);
            }
            return table.build();
        }

        @Override
        public RankEntry rankEntry(String study) {
            if (best == null) {
                return new RankEntry(study, scenario, null, null, Map.of(), Map.of(), 0, 0, 0, null);
            }
            return new RankEntry(
                    study,
                    scenario,
                    best.mass,
                    best.massInterval68,
                    best.couplings,
                    best.couplingIntervals68,
                    best.t,
                    best.parameters,
                    best.significance,
                    best.significanceMassFloated);
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        return ScenarioFit.decode(decoder, "masses").map(MassScanStudy::new);
    }
}
