package emiss.app.studies;

import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
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
import emiss.physics.Decay;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a scenario in one transition for given couplings.
 *
 * @param scenario the scenario
 * @param transition the transition
 * @param mass mass of the invisible particle [GeV]
 * @param couplings values of the couplings; empty means the Standard-Model point of a scenario that contains it
 * @param q2 where to evaluate the spectrum [GeV^2]
 * @param lambda scale of new physics [GeV]
 */
public record RateStudy(
        Scenario scenario,
        Transition transition,
        double mass,
        Optional<Map<String, Complex>> couplings,
        DoubleVector q2,
        double lambda)
        implements Study {
    /** The type {@code rate}. */
    public static final StudyType TYPE = new StudyType(
            "rate",
            "widths, branching fractions, spectra and longitudinal fractions for given couplings",
            RateStudy::decode);

    private static final int BRANCHING_FRACTION_DIGITS = 4;

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scenario", scenario.id());
        settings.put("transition", transition.id());
        settings.put("mass", mass);
        couplings.ifPresent(values -> settings.put("couplings", Words.couplings(values)));
        settings.put("q2", q2.toArray());
        settings.put("lambda", lambda);
        return settings;
    }

    @Override
    public Outcome run(StudyContext context) {
        Map<String, Complex> values = couplings.orElseGet(
                () -> context.theory().standardModelPoint(scenario).orElseThrow());
        Decay decay = new Decay(scenario, context.theory().transition(transition.id()), mass, lambda);
        double width = decay.width(values);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < q2.size(); i++) {
            double at = q2.at(i);
            points.add(new Point(
                    at,
                    decay.differentialWidth(values, at),
                    decay.differentialBranchingFraction(values, at),
                    nullable(decay.longitudinalFraction(values, at))));
        }
        Result result = new Result(
                scenario.id(),
                transition.id(),
                Words.couplings(values),
                width,
                decay.branchingFraction(values),
                nullable(decay.longitudinalFraction(values)),
                points);
        return new Outcome(result, List.of());
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /**
     * The spectrum at one q2.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param dGammaDq2 differential width [1/GeV]
     * @param dBrDq2 differential branching fraction [1/GeV^2]
     * @param longitudinalFraction longitudinal fraction; null where the rate is zero
     */
    public record Point(
            double q2,
            double dGammaDq2,
            double dBrDq2,
            @Nullable Double longitudinalFraction) {}

    /**
     * The rate.
     *
     * @param scenario id of the scenario
     * @param transition id of the transition
     * @param couplings the couplings that were used
     * @param width width [GeV]
     * @param branchingFraction width times lifetime
     * @param longitudinalFraction integrated longitudinal fraction; null where the rate is zero
     * @param points the spectrum
     */
    public record Result(
            String scenario,
            String transition,
            Map<String, Object> couplings,
            double width,
            double branchingFraction,
            @Nullable Double longitudinalFraction,
            List<Point> points)
            implements Payload {
        @Override
        public String summary() {
            return scenario + ": B(" + Notation.transition(transition).unicode() + ") = "
                    + Words.text(branchingFraction, BRANCHING_FRACTION_DIGITS)
                    + (couplings.isEmpty() ? "" : " at " + Words.text(couplings));
        }

        @Override
        public Table table() {
            Table.Builder table =
                    Table.of(List.of("q2[GeV2]", "dGammaDq2[1/GeV]", "dBrDq2[1/GeV2]", "longitudinalFraction"));
            points.forEach(point ->
                    table.row(Arrays.asList(point.q2, point.dGammaDq2, point.dBrDq2, point.longitudinalFraction)));
            return table.build();
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        double lambda = decoder.lambda();
        DoubleVector q2 = decoder.optionalGrid("q2");
        Optional<Scenario> scenario = decoder.scenario();
        Optional<Transition> transition = decoder.transition();
        if (scenario.isEmpty() || transition.isEmpty()) {
            decoder.skip("couplings", "mass");
            return Optional.empty();
        }
        double mass = decoder.mass(scenario.get(), List.of(transition.get()));
        if (q2.size() > 0 && !decoder.isContinuum(scenario.get(), transition.get())) {
            decoder.problem(
                    decoder.fields().location("q2"),
                    scenario.get().id() + " in " + transition.get().id() + " has no spectrum in q2");
        }
        Optional<Map<String, Complex>> couplings = decoder.couplingValues(scenario.get());
        if (couplings.isEmpty() && scenario.get().smCoupling().isEmpty()) {
            decoder.fields().required("couplings");
        }
        return Optional.of(new RateStudy(scenario.get(), transition.get(), mass, couplings, q2, lambda));
    }
}
