package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingLimit;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The largest coupling, or branching fraction of one transition, that is allowed at every mass of a grid: where -2 ln L has
 * risen above its minimum by the chi-square quantile of the level for one parameter (2.71 for 90 %).
 *
 * @param scenario the scenario
 * @param coupling the coupling; all others are zero
 * @param masses masses [GeV]
 * @param width natural width of a single particle [GeV]; 0 for a line
 * @param lambda scale of new physics [GeV]
 * @param transition the transition whose branching fraction is limited; empty for the coupling itself
 * @param level confidence level
 */
public record UpperLimitStudy(
        Scenario scenario,
        Basis.Variable coupling,
        DoubleVector masses,
        double width,
        double lambda,
        Optional<Transition> transition,
        double level)
        implements Study {
    /** The type {@code upper-limit}. */
    public static final StudyType TYPE = new StudyType(
            "upper-limit",
            "the largest coupling or branching fraction that is allowed, mass by mass",
            UpperLimitStudy::decode);

    private static final double DEFAULT_LEVEL = 0.90;

    /** What later versions may know; named here so that a configuration for them gets a clear answer. */
    private static final List<String> OTHER_METHODS = List.of("cls", "cls-toys");

    private static final String METHOD = "profile";
    private static final String OF_COUPLING = "coupling";
    private static final String OF_BRANCHING_FRACTION = "branchingFraction";

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scenario", scenario.id());
        settings.put("couplings", List.of(coupling.name()));
        settings.put("masses", masses.toArray());
        settings.put("width", width);
        settings.put("lambda", lambda);
        settings.put("quantity", transition.isPresent() ? OF_BRANCHING_FRACTION : OF_COUPLING);
        transition.ifPresent(found -> settings.put("transition", found.id()));
        settings.put("method", METHOD);
        settings.put("level", level);
        return settings;
    }

    private String quantity() {
        return transition.map(found -> "B(" + found.id() + ")").orElse("|" + coupling.name() + "|");
    }

    private record Found(Point point, String reason) {}

    @Override
    public Outcome run(StudyContext context) {
        Analysis analysis = context.analysis();
        List<Found> found = context.parallel().map(masses.size(), i -> attempt(analysis, masses.at(i))).stream()
                .flatMap(Optional::stream)
                .toList();
        List<String> problems = new ArrayList<>();
        if (found.size() < masses.size()) {
            problems.add("interrupted: " + found.size() + " of " + masses.size() + " masses were reached");
        }
        for (Found one : found) {
            if (!one.reason.isEmpty()) {
                problems.add("the limit at " + one.point.mass + " GeV was not found: " + one.reason);
            }
        }
        Result result = new Result(
                scenario.id(),
                quantity(),
                level,
                found.stream().map(Found::point).toList());
        return new Outcome(result, problems);
    }

    private Found attempt(Analysis analysis, double mass) {
        try {
            return limit(analysis, mass);
        } catch (RuntimeException failure) {
            return new Found(new Point(mass, null, null), failure.toString());
        }
    }

    private Found limit(Analysis analysis, double mass) {
        List<String> experiments = analysis.datasets().stream().map(Dataset::id).toList();
        CouplingLimit.Answer answer = new CouplingLimit(
                        List.of(coupling.name()), CouplingLimit.Others.PROFILE, experiments, level)
                .evaluate(analysis, scenario, mass, lambda, width, List.of(coupling), Map.of(), Map.of());
        Double observed = answer.value();
        if (observed != null && transition.isPresent()) {
            // null where the transition is closed at this mass, or the coupling does not contribute to it
            observed = analysis.hypothesis(scenario, mass, lambda, List.of(coupling), false, width)
                    .branchingFractions(Map.of(coupling.name(), Complex.real(observed)))
                    .get(transition.get().id());
        }
        return new Found(new Point(mass, observed, null), answer.reason());
    }

    /**
     * The limit at one mass.
     *
     * @param mass mass [GeV]
     * @param observed the limit; null where unbounded or not found
     * @param expected quantiles of the limit without new particles; null with the method {@code profile}
     */
    public record Point(
            double mass,
            @Nullable Double observed,
            @Nullable Map<String, Double> expected) {}

    /**
     * The limits.
     *
     * @param scenario id of the scenario
     * @param quantity what is limited, in words
     * @param level confidence level
     * @param points one per mass
     */
    public record Result(String scenario, String quantity, double level, List<Point> points) implements Payload {
        @Override
        public String summary() {
            List<Point> bounded = points.stream()
                    .filter(point -> point.observed != null)
                    .sorted(Comparator.comparing(Point::observed))
                    .toList();
            String confidence = " at " + Words.setting(100 * level) + " % CL";
            if (bounded.isEmpty()) {
                return scenario + ": " + quantity + " has no limit" + confidence;
            }
            Point strongest = bounded.get(0);
            Point weakest = bounded.get(bounded.size() - 1);
            String text = scenario + ": " + quantity + " < " + at(strongest);
            if (points.size() > 1) {
                text += " (strongest) to "
                        + (bounded.size() < points.size()
                                ? "no limit for " + (points.size() - bounded.size()) + " of " + points.size()
                                        + " masses"
                                : at(weakest) + " (weakest)");
            }
            return text + confidence;
        }

        private static String at(Point point) {
            return Words.text(point.observed) + " at " + Words.setting(point.mass) + " GeV";
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of("mass[GeV]", quantity));
            points.forEach(point -> table.row(Arrays.asList(point.mass, point.observed)));
            return table.build();
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        double lambda = decoder.lambda();
        decodeMethod(decoder);
        double level = decoder.fields().number("level", DEFAULT_LEVEL);
        if (!(level > 0 && level < 1)) {
            decoder.problem(decoder.fields().location("level"), "level is " + level + ", expected between 0 and 1");
        }
        String quantity = decoder.fields()
                .requiredOneOf(
                        "quantity", Map.of(OF_COUPLING, OF_COUPLING, OF_BRANCHING_FRACTION, OF_BRANCHING_FRACTION), "");
        Optional<Transition> transition =
                quantity.equals(OF_BRANCHING_FRACTION) ? decoder.transition() : Optional.empty();
        if (quantity.isEmpty()) {
            decoder.skip("transition");
        }
        Optional<Scenario> scenario = decoder.scenario();
        if (scenario.isEmpty()) {
            decoder.skip("basis", "couplings", "masses", "width");
            return Optional.empty();
        }
        List<Basis.Variable> couplings = decoder.floatingCouplings(scenario.get());
        if (couplings.size() > 1) {
            decoder.problem(
                    decoder.fields().location("couplings"),
                    couplings.size() + " couplings are named, expected the one that is limited");
        }
        DoubleVector masses = decoder.masses("masses", scenario.get(), decoder.measuredTransitions());
        double width = decoder.width(scenario.get());
        if (couplings.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                new UpperLimitStudy(scenario.get(), couplings.get(0), masses, width, lambda, transition, level));
    }

    private static void decodeMethod(StudyDecoder decoder) {
        String method = decoder.fields().string("method");
        if (OTHER_METHODS.contains(method)) {
            decoder.problem(
                    decoder.fields().location("method"),
                    "the method \"" + method + "\" is not in this version, whose methods are: " + METHOD);
        } else if (!method.isEmpty() && !method.equals(METHOD)) {
            decoder.problem(decoder.fields().location("method"), decoder.unknown("method", method, List.of(METHOD)));
        }
    }
}
