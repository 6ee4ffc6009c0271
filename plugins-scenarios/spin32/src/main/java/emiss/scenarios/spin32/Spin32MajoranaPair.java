package emiss.scenarios.spin32;

import emiss.api.scenario.Basis;
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
import java.util.OptionalInt;

/** A pair of invisible Majorana fermions of spin 3/2, B -> K(*) Psi Psi. */
public final class Spin32MajoranaPair implements Scenario {
    /** The scenario. */
    public Spin32MajoranaPair() {}

    @Override
    public String id() {
        return "spin32-majorana-pair";
    }

    @Override
    public String title() {
        return "Spin-3/2 Majorana fermion pair";
    }

    @Override
    public String label() {
        return "spin-3/2 Majorana pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(10);
    }

    @Override
    public List<String> couplingOrder() {
        return Spin32Pair.COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of Rarita-Schwinger Majorana fermions, arXiv:2403.13887 eq. (5) with Psi = Psi^c, all couplings
                over Lambda^2:
                  (sbar b)(Psibar_rho {FSS + FSP gamma5} Psi^rho) + (sbar gamma5 b)(Psibar_rho {FPS + FPP gamma5} Psi^rho)
                  + (sbar gamma_mu b)(FVA Psibar_rho gamma^mu gamma5 Psi^rho)
                  + (sbar gamma_mu gamma5 b)(FAA Psibar_rho gamma^mu gamma5 Psi^rho) + h.c.
                Correction: FTS, FTP, FTtS and FTtP vanish too, because Psibar^mu Psi^nu and Psibar^mu gamma5 Psi^nu are
                symmetric in mu, nu for a Majorana field; the paper keeps them. FVV, FAV, FTT, FTtT vanish as for spin 1/2.
                The amplitude is twice that of the Dirac fermion, the phase space half: the rate doubles.
                The rates grow as 1/m^4 for a light Psi: the mass must be above zero.
                The couplings FSS, FSP, FPS, FPP depend on the quark masses of the run.""";
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
        return OptionalInt.of(coupling.bilinear().endsWith("P") ? -1 : 1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("FVA", QuarkCurrent.V, "A", 2),
                new Coupling("FAA", QuarkCurrent.A, "A", 2),
                new Coupling("FSS", QuarkCurrent.S, "S", 2),
                new Coupling("FSP", QuarkCurrent.S, "P", 2),
                new Coupling("FPS", QuarkCurrent.P, "S", 2),
                new Coupling("FPP", QuarkCurrent.P, "P", 2));
    }

    @Override
    public List<Basis> bases() {
        return List.of(
                Basis.of(
                        "chiral",
                        Basis.leftRightPairs("CdPsi_V", List.of("", "FVA", "", "FAA"), Basis.Factor.ONE),
                        Basis.leftRightPairs("CdPsi_S", List.of("FSS", "FSP", "FPS", "FPP"), Basis.Factor.ELECTROWEAK)),
                Basis.fieldStrength("FVA", "FAA", "FSS", "FSP", "FPS", "FPP"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The Dirac pair with doubled couplings, which makes every spectral function four times as large.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double m2 = mass * mass;
        double x = Math.max(0, 1 - 4 * m2 / q2);
        double ratio = q2 / m2;
        double scale = 4 * ratio * ratio * q2 / 27;
        Complex vA = slots.at(Slot.V, "A");
        double r0 = 6 * scale * Spin32Pair.spinZero(x, q2, mass, slots, vA);
        double rV = 4 * scale * x * (5 + x * (-2 + 5 * x)) / 8 * vA.norm();
        return new SpectralFunctions(r0, rV, 0, 0);
    }
}
