package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingLimit;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
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
import emiss.physics.Candidate;
import emiss.results.UpperLimitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The largest coupling, or branching fraction of one transition, that is allowed at every mass of a grid: where -2 ln L has
 * risen above its minimum by the chi-square quantile of the level for one parameter (2.71 for 90 %).
 *
 * @param candidate the candidate; its mass is that of a point
 * @param coupling the coupling; all others are zero
 * @param masses masses [GeV]
 * @param transition the transition whose branching fraction is limited; empty for the coupling itself
 * @param level confidence level
 */
public record UpperLimitStudy(
        Candidate candidate,
        Basis.Variable coupling,
        DoubleVector masses,
        Optional<Transition> transition,
        double level)
        implements Study {
    private static final Field QUANTITY =
            Field.required("quantity", Kind.TEXT, "what is limited").from("coupling", "branchingFraction");
    private static final Field METHOD =
            Field.of("method", Kind.TEXT, "profile", "how the limit is found").from("profile");
    private static final Field COUPLINGS =
            Fields.COUPLINGS.meaning("the coupling that is limited; all others are zero");
    private static final Field TRANSITION =
            Fields.TRANSITION.required(false).meaning("the transition whose branching fraction is limited");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            UpperLimitResult.TYPE,
            "the largest coupling or branching fraction that is allowed, mass by mass",
            List.of(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    COUPLINGS,
                    Fields.MASSES,
                    Fields.WIDTH,
                    Fields.LAMBDA,
                    QUANTITY,
                    TRANSITION,
                    METHOD,
                    Fields.LEVEL),
            UpperLimitStudy::decode);

    /**
     * The limit at one mass.
     *
     * @param value the limit; null where unbounded or not found
     * @param reason why it was not found; empty otherwise
     */
    record Point(@Nullable Double value, String reason) {}

    private String quantity() {
        return transition.map(found -> "B(" + found.id() + ")").orElse("|" + coupling.name() + "|");
    }

    @Override
    public Computation<Point> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        return new Computation<>(
                Point.class,
                masses.size(),
                index -> "the limit at " + masses.at(index) + " GeV",
                index -> limit(analysis, candidate.at(masses.at(index))),
                this::combine);
    }

    private Point limit(Analysis analysis, Candidate at) {
        List<String> experiments = analysis.datasets().stream().map(Dataset::id).toList();
        CouplingLimit.Answer answer = new CouplingLimit(
                        List.of(coupling.name()), CouplingLimit.Others.PROFILE, experiments, level)
                .evaluate(analysis, at, List.of(coupling), Map.of(), Map.of());
        Double observed = answer.value();
        if (observed != null && transition.isPresent()) {
            // null where the transition is closed at this mass, or the coupling does not contribute to it
            observed = analysis.hypothesis(at, List.of(coupling), false)
                    .branchingFractions(Map.of(coupling.name(), Complex.real(observed)))
                    .get(transition.get().id());
        }
        return new Point(observed, answer.reason());
    }

    private Outcome combine(Points<Point> attempts) {
        List<String> problems = new ArrayList<>();
        List<UpperLimitResult.Point> points = new ArrayList<>();
        for (int i = 0; i < masses.size(); i++) {
            double mass = masses.at(i);
            Optional<Point> found = attempts.at(i);
            if (!attempts.isReached(i)) {
                continue;
            }
            points.add(new UpperLimitResult.Point(mass, found.map(Point::value).orElse(null), null));
            found.map(Point::reason)
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> problems.add("the limit at " + mass + " GeV was not found: " + reason));
        }
        return new Outcome(new UpperLimitResult(candidate.scenario().id(), quantity(), level, points), problems);
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        double lambda = decoder.lambda();
        decoder.choice(METHOD);
        double level = decoder.level(Fields.LEVEL);
        boolean ofBranchingFraction = decoder.choice(QUANTITY).equals("branchingFraction");
        Optional<Transition> transition = ofBranchingFraction ? decoder.transition() : Optional.empty();
        Optional<Scenario> scenario = decoder.scenario();
        if (scenario.isEmpty()) {
            return Optional.empty();
        }
        List<Basis.Variable> couplings = decoder.floatingCouplings(scenario.get());
        if (couplings.size() > 1) {
            decoder.problem(COUPLINGS, couplings.size() + " couplings are named, expected the one that is limited");
        }
        DoubleVector masses = decoder.masses(Fields.MASSES, scenario.get(), decoder.measuredTransitions());
        Candidate candidate = new Candidate(scenario.get(), 0, lambda, decoder.width(scenario.get()));
        return couplings.stream()
                .findFirst()
                .map(coupling -> new UpperLimitStudy(candidate, coupling, masses, transition, level));
    }
}
