package emiss.scenarios.fermion;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.OptionalInt;

/** A pair of invisible Majorana fermions of spin 1/2, B -> K(*) psi psi. */
public final class MajoranaPair implements Scenario {
    /** The scenario. */
    public MajoranaPair() {}

    @Override
    public String id() {
        return "majorana-pair";
    }

    @Override
    public String title() {
        return "Majorana fermion pair";
    }

    @Override
    public String label() {
        return "Majorana pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(8);
    }

    @Override
    public List<String> couplingOrder() {
        return DiracPair.COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of Majorana fermions of spin 1/2, arXiv:2403.13887 eq. (4) with psi = psi^c, all couplings over
                Lambda^2:
                  (sbar b)(psibar {fSS + fSP gamma5} psi) + (sbar gamma5 b)(psibar {fPS + fPP gamma5} psi)
                  + (sbar gamma_mu b)(fVA psibar gamma^mu gamma5 psi)
                  + (sbar gamma_mu gamma5 b)(fAA psibar gamma^mu gamma5 psi) + h.c.
                The vector and tensor bilinears of a Majorana fermion vanish, so fVV, fAV, fTT and fTtT do not exist.
                The amplitude is twice that of the Dirac fermion, the phase space half: the rate doubles.
                The couplings fSS, fSP, fPS, fPP depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(true);
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(coupling.bilinear().endsWith("P") ? -1 : 1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("fVA", QuarkCurrent.V, "A", 2),
                new Coupling("fAA", QuarkCurrent.A, "A", 2),
                new Coupling("fSS", QuarkCurrent.S, "S", 2),
                new Coupling("fSP", QuarkCurrent.S, "P", 2),
                new Coupling("fPS", QuarkCurrent.P, "S", 2),
                new Coupling("fPP", QuarkCurrent.P, "P", 2));
    }

    @Override
    public List<Basis> bases() {
        return List.of(Basis.of(
                "chiral",
                Basis.leftRightPairs("Cdpsi_V", List.of("", "fVA", "", "fAA"), Basis.Factor.ONE),
                Basis.leftRightPairs("Cdpsi_S", List.of("fSS", "fSP", "fPS", "fPP"), Basis.Factor.ELECTROWEAK)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The Dirac pair with doubled couplings, which makes every spectral function four times as large.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double x = Math.max(0, 1 - 4 * mass * mass / q2);
        Complex vA = slots.at(Slot.V, "A");
        Complex pseudoscalar = slots.at(Slot.S, "P").plus(vA.times(2 * mass / q2));
        double r0 = 8 * q2 * (x * slots.at(Slot.S, "S").norm() + pseudoscalar.norm());
        double rV = 16 * q2 / 3 * x * vA.norm();
        return new SpectralFunctions(r0, rV, 0, 0);
    }
}
