package emiss.scenarios.vector;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.OptionalInt;

/** A pair of identical invisible massive spin-1 particles, B -> K(*) V V. */
public final class RealVectorPair implements Scenario {
    /** The scenario. */
    public RealVectorPair() {}

    @Override
    public String id() {
        return "real-vector-pair";
    }

    @Override
    public String title() {
        return "Real vector pair";
    }

    @Override
    public String label() {
        return "real vector pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(6);
    }

    @Override
    public String description() {
        return """
                A pair of real massive spin-1 particles, arXiv:2403.13887 eq. (4) with V = V^dagger:
                  (sbar b)(hS/Lambda V_mu V^mu) + (sbar gamma5 b)(hP/Lambda V_mu V^mu) + h.c.
                The amplitude is twice that of the complex field, the phase space half: the rate doubles.
                The rates grow as 1/m^4 for a light V: the mass must be above zero.
                The couplings depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(true);
    }

    @Override
    public MassDomain massDomain() {
        return MassDomain.POSITIVE;
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(new Coupling("hS", QuarkCurrent.S, "", 1), new Coupling("hP", QuarkCurrent.P, "", 1));
    }

    @Override
    public List<Basis> bases() {
        return List.of(
                Basis.of("chiral", Basis.leftRight("CdVV_SL", "CdVV_SR", "hS", "hP", Basis.Factor.ELECTROWEAK)),
                Basis.fieldStrength("hS", "hP"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The complex pair with doubled couplings.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double doubled = 4 * slots.at(Slot.S, "").norm();
        return new SpectralFunctions(VectorPair.spinZero(q2, mass) * doubled, 0, 0, 0);
    }
}
