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

/** One invisible spin-0 particle, B -> K(*) phi. */
public final class Scalar implements Scenario {
    /** The scenario. */
    public Scalar() {}

    @Override
    public String id() {
        return "scalar";
    }

    @Override
    public String title() {
        return "Scalar particle";
    }

    @Override
    public String label() {
        return "scalar";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(1);
    }

    @Override
    public List<String> couplingOrder() {
        return List.of("gS", "gV", "gP", "gA");
    }

    @Override
    public String description() {
        return """
                One spin-0 particle phi, arXiv:2403.13887 eq. (3):
                  (sbar b)(gS phi) + (sbar gamma5 b)(gP phi)
                  + (sbar gamma_mu b)(gV/Lambda d^mu phi) + (sbar gamma_mu gamma5 b)(gA/Lambda d^mu phi) + h.c.
                B -> K phi depends on gS and gV, B -> K* phi on gP and gA (eqs. B1, B2).
                Correction: the derivative couplings act exactly as gS -> gS + i (m_b - m_s) gV/Lambda and
                gP -> gP - i (m_b + m_s) gA/Lambda; the paper prints + i m_b for both.
                The couplings gS and gP depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Single();
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("gS", QuarkCurrent.S, "", 0),
                new Coupling("gP", QuarkCurrent.P, "", 0),
                new Coupling("gV", QuarkCurrent.V, "", 1),
                new Coupling("gA", QuarkCurrent.A, "", 1));
    }

    @Override
    public List<Basis> bases() {
        return List.of(
                Basis.of("chiral", Basis.leftRight("Cdphi_SL", "Cdphi_SR", "gS", "gP", Basis.Factor.ELECTROWEAK)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>r0 = |S + i V|^2, nothing else: arXiv:2403.13887 eqs. (B1), (B2).
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double r0 = slots.at(Slot.S, "").plus(slots.at(Slot.V, "").timesI()).norm();
        return new SpectralFunctions(r0, 0, 0, 0);
    }
}
