package emiss.scenarios.scalar;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.OptionalInt;

/** A pair of identical invisible spin-0 particles, B -> K(*) phi phi. */
public final class RealScalarPair implements Scenario {
    /** The scenario. */
    public RealScalarPair() {}

    @Override
    public String id() {
        return "real-scalar-pair";
    }

    @Override
    public String title() {
        return "Real scalar pair";
    }

    @Override
    public String label() {
        return "real scalar pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(4);
    }

    @Override
    public List<String> couplingOrder() {
        return ScalarPair.COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of real spin-0 particles, arXiv:2403.13887 eq. (4) with phi = phi^dagger:
                  (sbar b)(gSS/Lambda phi phi) + (sbar gamma5 b)(gPS/Lambda phi phi) + h.c.
                The vector current of a real field vanishes, so gVV and gAV do not exist.
                The amplitude is twice that of the complex field, the phase space half: the rate doubles.
                The couplings depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(true);
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(new Coupling("gSS", QuarkCurrent.S, "S", 1), new Coupling("gPS", QuarkCurrent.P, "S", 1));
    }

    @Override
    public List<Basis> bases() {
        return List.of(new Basis(
                "chiral", Basis.leftRight("Cdphiphi_SL", "Cdphiphi_SR", "gSS", "gPS", Basis.Factor.ELECTROWEAK)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>r0 = |2 S|^2, the complex pair with doubled couplings.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        return new SpectralFunctions(4 * slots.at(Slot.S, "S").norm(), 0, 0, 0);
    }
}
