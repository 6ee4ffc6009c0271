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
import emiss.inference.FitResult;
import emiss.inference.Significance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the couplings of a scenario at one mass, or the mass too.
 *
 * @param fit what is fitted; a grid of several masses means that the mass floats within it
 */
public record FitStudy(ScenarioFit fit) implements Study {
    /** The type {@code fit}. */
    public static final StudyType TYPE = new StudyType(
            "fit",
            "the best couplings at a mass (or with the mass free), their intervals, and the pulls",
            FitStudy::decode);

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        return fit.settings(
                "mass", massIsFixed() ? fit.masses().at(0) : fit.masses().toArray());
    }

    private boolean massIsFixed() {
        return fit.masses().size() == 1;
    }

    @Override
    public Outcome run(StudyContext context) {
        Analysis analysis = context.analysis();
        CouplingFitter fitter = new CouplingFitter(analysis);
        List<ScenarioFit.AtMass> attempts = fit.atAllMasses(context);
        List<CouplingFit> grid =
                attempts.stream().flatMap(attempt -> attempt.fit().stream()).toList();
        if (grid.isEmpty()) {
            throw new IllegalStateException(
                    attempts.isEmpty() ? "interrupted" : attempts.get(0).failure());
        }
        Map<String, List<@Nullable Double>> intervals = new LinkedHashMap<>();
        CouplingFit best = grid.get(0);
        if (!massIsFixed()) {
            MassProfile profile = new MassProfile(grid, mass -> fit.at(fitter, mass));
            best = profile.best()
                    .orElseThrow(() -> new IllegalStateException("the fit converged at none of the masses"));
            intervals.put("mass", profile.interval(1));
        }
        intervals.putAll(fitter.intervals68(best));
        List<String> problems = new ArrayList<>();
        if (!best.isConverged()) {
            problems.add("the fit did not converge: " + best.reason());
        }
        DerivedResults found = DerivedResults.of(best, fit.derived());
        intervals.putAll(found.intervals68());
        problems.addAll(found.problems());
        int parameters = Math.max(1, best.hypothesis().couplingParameters()) + (massIsFixed() ? 0 : 1);
        Result result = new Result(
                fit.scenario().id(),
                best.mass(),
                best.t(),
                parameters,
                Significance.sigma(best.t(), parameters),
                Words.couplings(best.couplings()),
                found.values(),
                intervals,
                best.hypothesis().branchingFractions(best.couplings()),
                pulls(best.result()),
                best.isConverged(),
                massIsFixed());
        return new Outcome(result, problems);
    }

    private static Map<String, Double> pulls(FitResult fit) {
        Map<String, Double> pulls = new LinkedHashMap<>();
        double[] values = fit.pulls();
        for (int i = 0; i < values.length; i++) {
            pulls.put(fit.nuisanceNames().get(i), values[i]);
        }
        return pulls;
    }

    /**
     * The best point.
     *
     * @param scenario id of the scenario
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM)
     * @param parameters number of floating parameters, the mass included if it floats
     * @param significance significance [standard deviations] for that many degrees of freedom
     * @param couplings best couplings; empty where the data do not respond
     * @param derived values of the derived quantities; null where the data do not respond to one of their couplings
     * @param intervals68 where -2 ln L rises by 1 with everything else profiled (couplings and derived quantities: at the
     *     best mass)
     * @param branchingFractions of every transition that is open
     * @param pulls (value - centre)/width of every nuisance parameter; 0 for those without a constraint
     * @param converged whether the fit converged
     * @param massFixed whether the mass was fixed
     */
    public record Result(
            String scenario,
            double mass,
            double t,
            int parameters,
            double significance,
            Map<String, Object> couplings,
            Map<String, @Nullable Double> derived,
            Map<String, List<@Nullable Double>> intervals68,
            Map<String, Double> branchingFractions,
            Map<String, Double> pulls,
            boolean converged,
            boolean massFixed)
            implements Payload, Ranked {
        @Override
        public String summary() {
            return Words.t(t) + ", " + Words.sigmas(significance) + (massFixed ? "" : " (mass floated)") + "  "
                    + scenario
                    + ": m = " + (massFixed ? Words.setting(mass) : Words.text(mass, intervals68.get("mass")))
                    + " GeV, "
                    + (couplings.isEmpty() ? "no sensitivity" : Words.text(couplings, intervals68));
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of("quantity", "value", "low68", "high68"));
            table.row(Arrays.asList("mass[GeV]", mass, end("mass", 0), end("mass", 1)));
            table.row(Arrays.asList("t", t, null, null));
            couplings.forEach((name, value) -> table.row(Arrays.asList(name, value, end(name, 0), end(name, 1))));
            derived.forEach((name, value) -> table.row(Arrays.asList(name, value, end(name, 0), end(name, 1))));
            branchingFractions.forEach(
                    (transition, value) -> table.row(Arrays.asList("B(" + transition + ")", value, null, null)));
            pulls.forEach((name, value) -> table.row(Arrays.asList("pull of " + name, value, null, null)));
            return table.build();
        }

        private @Nullable Double end(String name, int side) {
            List<@Nullable Double> interval = intervals68.get(name);
            return interval == null ? null : interval.get(side);
        }

        private Map<String, List<@Nullable Double>> couplingIntervals68() {
            Map<String, List<@Nullable Double>> intervals = new LinkedHashMap<>(intervals68);
            intervals.keySet().retainAll(couplings.keySet());
            return intervals;
        }

        @Override
        public RankEntry rankEntry(String study) {
            return new RankEntry(
                    study,
                    scenario,
                    mass,
                    massFixed ? null : intervals68.get("mass"),
                    couplings,
                    couplingIntervals68(),
                    t,
                    massFixed ? parameters : parameters - 1,
                    Significance.sigma(t, massFixed ? parameters : parameters - 1),
                    massFixed ? null : significance);
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        return ScenarioFit.decode(decoder, "mass").map(FitStudy::new);
    }
}
