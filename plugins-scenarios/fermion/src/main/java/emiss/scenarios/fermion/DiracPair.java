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

/** A pair of invisible Dirac fermions of spin 1/2, B -> K(*) psi psibar. */
public final class DiracPair implements Scenario {
    /** Lines of Dirac and Majorana pairs, alike. */
    static final List<String> COUPLING_ORDER =
            List.of("fVV", "fVA", "fSS", "fSP", "fTT", "fTtT", "fAV", "fAA", "fPS", "fPP");

    /** The scenario. */
    public DiracPair() {}

    @Override
    public String id() {
        return "dirac-pair";
    }

    @Override
    public String title() {
        return "Dirac fermion pair";
    }

    @Override
    public String label() {
        return "Dirac pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(7);
    }

    @Override
    public List<String> couplingOrder() {
        return COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of Dirac fermions of spin 1/2, arXiv:2403.13887 eq. (4), all couplings over Lambda^2:
                  (sbar b)(psibar {fSS + fSP gamma5} psi) + (sbar gamma5 b)(psibar {fPS + fPP gamma5} psi)
                  + (sbar gamma_mu b)(psibar gamma^mu {fVV + fVA gamma5} psi)
                  + (sbar gamma_mu gamma5 b)(psibar gamma^mu {fAV + fAA gamma5} psi)
                  + (sbar sigma_munu {fTT + fTtT gamma5} b)(psibar sigma^munu psi) + h.c., sum over all mu, nu.
                The first index names the quark current, the second the fermion bilinear; Tt is T-tilde.
                Corrections to eqs. (B8), (B9): |fVV|^2 comes with beta'^2 = 1 + 2m^2/q2, |fPS|^2 with beta^2; of the
                two tensor couplings one comes with beta''^2 = 1 + 8m^2/q2, the other with beta^2; the form factor is
                A12 where A2 is printed; the sign of Re[fVV fTT*] in B -> K* is that of standard form factors.
                The couplings fSS, fSP, fPS, fPP depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(coupling.bilinear().endsWith("P") ? -1 : 1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("fVV", QuarkCurrent.V, "V", 2),
                new Coupling("fVA", QuarkCurrent.V, "A", 2),
                new Coupling("fAV", QuarkCurrent.A, "V", 2),
                new Coupling("fAA", QuarkCurrent.A, "A", 2),
                new Coupling("fSS", QuarkCurrent.S, "S", 2),
                new Coupling("fSP", QuarkCurrent.S, "P", 2),
                new Coupling("fPS", QuarkCurrent.P, "S", 2),
                new Coupling("fPP", QuarkCurrent.P, "P", 2),
                new Coupling("fTT", QuarkCurrent.T, "T", 2),
                new Coupling("fTtT", QuarkCurrent.TT, "T", 2));
    }

    @Override
    public List<Basis> bases() {
        return List.of(Basis.of(
                "chiral",
                Basis.leftRightPairs("Cdpsi_V", List.of("fVV", "fVA", "fAV", "fAA"), Basis.Factor.ONE),
                Basis.leftRightPairs("Cdpsi_S", List.of("fSS", "fSP", "fPS", "fPP"), Basis.Factor.ELECTROWEAK),
                Basis.leftRight("Cdpsi_TLL", "Cdpsi_TRR", "fTT", "fTtT", Basis.Factor.ELECTROWEAK)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>With x = beta^2 = 1 - 4 m^2/q2, beta'^2 = (3 - x)/2 and beta''^2 = 3 - 2 x, arXiv:2403.13887 eqs. (B8), (B9),
     * (B14), corrected.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double x = Math.max(0, 1 - 4 * mass * mass / q2);
        double betaPrimeSquared = (3 - x) / 2;
        double betaSecondSquared = 3 - 2 * x;
        Complex vV = slots.at(Slot.V, "V");
        Complex vA = slots.at(Slot.V, "A");
        Complex t = slots.at(Slot.T, "T");
        Complex pseudoscalar = slots.at(Slot.S, "P").plus(vA.times(2 * mass / q2));
        double r0 = 2 * q2 * (x * slots.at(Slot.S, "S").norm() + pseudoscalar.norm());
        double rV = 4 * q2 / 3 * (betaPrimeSquared * vV.norm() + x * vA.norm());
        double rT = 8
                * q2
                * q2
                / 3
                * (betaSecondSquared * t.norm() + x * slots.at(Slot.U, "T").norm());
        return new SpectralFunctions(r0, rV, rT, 8 * mass * q2 * vV.reTimesConjugate(t));
    }
}
