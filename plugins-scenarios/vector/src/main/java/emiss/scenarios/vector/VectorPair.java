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

/** A pair of invisible complex massive spin-1 particles, B -> K(*) V V-dagger. */
public final class VectorPair implements Scenario {
    /** The scenario. */
    public VectorPair() {}

    @Override
    public String id() {
        return "vector-pair";
    }

    @Override
    public String title() {
        return "Complex vector pair";
    }

    @Override
    public String label() {
        return "vector pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(5);
    }

    @Override
    public String description() {
        return """
                A pair of complex massive spin-1 particles, arXiv:2403.13887 eq. (4):
                  (sbar b)(hS/Lambda V^dagger_mu V^mu) + (sbar gamma5 b)(hP/Lambda V^dagger_mu V^mu) + h.c.
                The rates grow as 1/m^4 for a light V: the mass must be above zero.
                Eq. (B10) is read with m_V^4 in place of the printed m_V^2; B -> K* V V-dagger, which the paper leaves
                out, is included. The couplings depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
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
     * <p>r0 = (q2)^2/(4 m^4) J_V |S|^2 with J_V = (3 - 2 x + 3 x^2)/4, x = 1 - 4 m^2/q2: arXiv:2403.13887 eqs. (B10),
     * (B15).
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        return new SpectralFunctions(spinZero(q2, mass) * slots.at(Slot.S, "").norm(), 0, 0, 0);
    }

    static double spinZero(double q2, double mass) {
        double massSquared = mass * mass;
        double x = Math.max(0, 1 - 4 * massSquared / q2);
        double jV = (3 + x * (-2 + 3 * x)) / 4;
        double ratio = q2 / massSquared;
        return ratio * ratio / 4 * jV;
    }
}
