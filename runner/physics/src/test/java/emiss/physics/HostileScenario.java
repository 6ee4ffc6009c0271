package emiss.physics;

import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A scenario of which a test says what it answers. */
record HostileScenario(FinalState finalState, List<Coupling> couplings, Answer answer) implements Scenario {
    /** What it answers. */
    interface Answer {
        SpectralFunctions at(double q2, double mass, Slots slots);
    }

    static final Coupling ONE = new Coupling("a", QuarkCurrent.S, "one", 0);
    static final Coupling TWO = new Coupling("b", QuarkCurrent.S, "two", 0);

    /** A pair with two scalar couplings. */
    static HostileScenario pair(Answer answer) {
        return new HostileScenario(new FinalState.Pair(false), List.of(ONE, TWO), answer);
    }

    /** A pair of which {@code r0} is given. */
    static HostileScenario r0(ToDoubleFunction<Slots> r0) {
        return pair((q2, mass, slots) -> new SpectralFunctions(r0.applyAsDouble(slots), 0, 0, 0));
    }

    static double norm(Slots slots, String bilinear) {
        return slots.at(Slot.S, bilinear).norm();
    }

    /** |a|^2 + |b|^2. */
    static double sum(Slots slots) {
        return norm(slots, "one") + norm(slots, "two");
    }

    @Override
    public String id() {
        return "hostile";
    }

    @Override
    public String title() {
        return "Hostile";
    }

    @Override
    public String description() {
        return "A scenario of a test.";
    }

    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        return answer.at(q2, mass, slots);
    }
}
