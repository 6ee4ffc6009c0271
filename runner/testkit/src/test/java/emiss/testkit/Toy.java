package emiss.testkit;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;

/** A scenario that keeps the contract, with every kind of coupling and interference; wrong ones change one thing of it. */
class Toy implements Scenario {
    @Override
    public String id() {
        return "toy-pair";
    }

    @Override
    public String title() {
        return "Toy pair";
    }

    @Override
    public String description() {
        return "A Dirac fermion pair after arXiv:2403.13887, eq. (4), without gamma5 in the invisible current.";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
    }

    @Override
    public MassDomain massDomain() {
        return MassDomain.NON_NEGATIVE;
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("cS", QuarkCurrent.S, "P", 2),
                new Coupling("cP", QuarkCurrent.P, "P", 2),
                new Coupling("cV", QuarkCurrent.V, "V", 2),
                new Coupling("cA", QuarkCurrent.A, "A", 2),
                new Coupling("cT", QuarkCurrent.TL, "T", 2));
    }

    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double x = 1 - 4 * mass * mass / q2;
        Complex scalar = slots.at(Slot.S, "P").plus(slots.at(Slot.V, "A").times(2 * mass / q2));
        Complex vector = slots.at(Slot.V, "V");
        Complex tensor = slots.at(Slot.T, "T");
        return new SpectralFunctions(
                2 * q2 * scalar.norm(),
                4
                        * q2
                        / 3
                        * ((3 - x) / 2 * vector.norm()
                                + x * slots.at(Slot.V, "A").norm()),
                8
                        * q2
                        * q2
                        / 3
                        * ((3 - 2 * x) * tensor.norm()
                                + x * slots.at(Slot.U, "T").norm()),
                8 * mass * q2 * vector.reTimesConjugate(tensor));
    }
}
