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

/** A pair of invisible Dirac fermions of spin 3/2, B -> K(*) Psi Psibar. */
public final class Spin32Pair implements Scenario {
    /** Lines of Dirac and Majorana pairs, alike. */
    static final List<String> COUPLING_ORDER = List.of(
            "FVV", "FVA", "FSS", "FSP", "FTT", "FTtT", "FTS", "FTP", "FTtS", "FTtP", "FAV", "FAA", "FPS", "FPP");

    /** The scenario. */
    public Spin32Pair() {}

    @Override
    public String id() {
        return "spin32-pair";
    }

    @Override
    public String title() {
        return "Spin-3/2 Dirac fermion pair";
    }

    @Override
    public String label() {
        return "spin-3/2 pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(9);
    }

    @Override
    public List<String> couplingOrder() {
        return COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of Rarita-Schwinger fermions, arXiv:2403.13887 eq. (5), all couplings over Lambda^2:
                  (sbar b)(Psibar_rho {FSS + FSP gamma5} Psi^rho) + (sbar gamma5 b)(Psibar_rho {FPS + FPP gamma5} Psi^rho)
                  + (sbar gamma_mu b)(Psibar_rho gamma^mu {FVV + FVA gamma5} Psi^rho)
                  + (sbar gamma_mu gamma5 b)(Psibar_rho gamma^mu {FAV + FAA gamma5} Psi^rho)
                  + (sbar sigma_munu {FTT + FTtT gamma5} b)(Psibar_rho sigma^munu Psi^rho)
                  + (sbar sigma_munu {1, gamma5} b)(Psibar^mu {FTS + FTP gamma5, FTtS + FTtP gamma5} Psi^nu) + h.c.
                Sums over all mu, nu, with the paper's factors of i; Tt is T-tilde.
                The rates grow as 1/m^4 for a light Psi: the mass must be above zero.
                Correction to eq. (B11): the |FTtP|^2 and FTT FTtP* terms carry beta'^2 (1 - beta^2). B -> K* Psi Psibar,
                which the paper leaves out, is included.
                The couplings FSS, FSP, FPS, FPP depend on the quark masses of the run.""";
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
        return OptionalInt.of(coupling.bilinear().endsWith("P") ? -1 : 1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("FVV", QuarkCurrent.V, "V", 2),
                new Coupling("FVA", QuarkCurrent.V, "A", 2),
                new Coupling("FAV", QuarkCurrent.A, "V", 2),
                new Coupling("FAA", QuarkCurrent.A, "A", 2),
                new Coupling("FSS", QuarkCurrent.S, "S", 2),
                new Coupling("FSP", QuarkCurrent.S, "P", 2),
                new Coupling("FPS", QuarkCurrent.P, "S", 2),
                new Coupling("FPP", QuarkCurrent.P, "P", 2),
                new Coupling("FTT", QuarkCurrent.T, "T", 2),
                new Coupling("FTtT", QuarkCurrent.TT, "T", 2),
                new Coupling("FTS", QuarkCurrent.T, "TS", 2),
                new Coupling("FTP", QuarkCurrent.T, "TP", 2),
                new Coupling("FTtS", QuarkCurrent.TT, "TS", 2),
                new Coupling("FTtP", QuarkCurrent.TT, "TP", 2));
    }

    @Override
    public List<Basis> bases() {
        return List.of(
                Basis.of(
                        "chiral",
                        Basis.leftRightPairs("CdPsi_V", List.of("FVV", "FVA", "FAV", "FAA"), Basis.Factor.ONE),
                        Basis.leftRightPairs("CdPsi_S", List.of("FSS", "FSP", "FPS", "FPP"), Basis.Factor.ELECTROWEAK),
                        Basis.leftRight("CdPsi_TLL", "CdPsi_TRR", "FTT", "FTtT", Basis.Factor.ELECTROWEAK),
                        Basis.leftRightPairs(
                                "CdPsi_TS", List.of("FTS", "FTP", "FTtS", "FTtP"), Basis.Factor.ELECTROWEAK)),
                Basis.fieldStrength(
                        "FVV", "FVA", "FAV", "FAA", "FSS", "FSP", "FPS", "FPP", "FTT", "FTtT", "FTS", "FTP", "FTtS",
                        "FTtP"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>arXiv:2403.13887 eqs. (B11), (B12) and (B16), corrected and split into spectral functions; x = 1 - 4 m^2/q2.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double m2 = mass * mass;
        double x = Math.max(0, 1 - 4 * m2 / q2);
        double ratio = q2 / m2;
        double scale = ratio * ratio * q2 / 27;
        Complex vV = slots.at(Slot.V, "V");
        Complex vA = slots.at(Slot.V, "A");
        double r0 = 6 * scale * spinZero(x, q2, mass, slots, vA);
        double rV = 4 * scale * (vectorVector(x) * vV.norm() + x * (5 + x * (-2 + 5 * x)) / 8 * vA.norm());
        double rT = 8 * scale * q2 * tensor(x, slots);
        double rVT = 4 * scale * mass * vectorTensor(x, slots, vV);
        return new SpectralFunctions(r0, rV, rT, rVT);
    }

    /** The bracket of R0. */
    static double spinZero(double x, double q2, double mass, Slots slots, Complex vA) {
        double j = (9 + x * (-6 + 5 * x)) / 8;
        double jPrime = (5 + x * (-6 + 9 * x)) / 8;
        Complex pseudoscalar = slots.at(Slot.S, "P").plus(vA.times(2 * mass / q2));
        return x * jPrime * slots.at(Slot.S, "S").norm() + j * pseudoscalar.norm();
    }

    private static double vectorVector(double x) {
        return (15 + x * (-15 + x * (25 - 9 * x))) / 16;
    }

    private static double tensor(double x, Slots slots) {
        Complex t = slots.at(Slot.T, "T");
        Complex tS = slots.at(Slot.T, "TS");
        Complex tP = slots.at(Slot.T, "TP");
        Complex u = slots.at(Slot.U, "T");
        Complex uS = slots.at(Slot.U, "TS");
        Complex uP = slots.at(Slot.U, "TP");
        double jTT = (15 + x * (-20 + x * (23 - 10 * x))) / 8;
        double jTS = (9 - 5 * x) / 4;
        double jTP = (7 - 3 * x) / 4;
        double jPsi = (9 + x * (-6 + 5 * x)) / 8;
        double jUS = (11 - 5 * x) / 6;
        double jUTP = (3 + x) / 4;
        double jUUS = (-3 + 5 * x) / 2;
        double squares = jTT * t.norm()
                + x * x / 4 * jTS * tS.norm()
                + x / 4 * jTP * tP.norm()
                + x * jPsi * u.norm()
                + 3 * x * (1 - x) / 16 * jUS * uS.norm()
                + 5 * (3 - x) * (1 - x) / 32 * uP.norm();
        double interferences = x * x * jTS * t.reTimesConjugate(tS)
                + 5 * (3 - x) * (1 - x) / 8 * t.reTimesConjugate(uP)
                - x * (1 - x) / 2 * tP.reTimesConjugate(uS)
                + x * jUTP * u.reTimesConjugate(tP)
                - x * (1 - x) / 4 * jUUS * u.reTimesConjugate(uS);
        return squares + interferences;
    }

    private static double vectorTensor(double x, Slots slots, Complex vV) {
        double jT = (15 + x * (-10 + 19 * x)) / 24;
        double jUP = (15 + x * (-10 + 3 * x)) / 8;
        return 6 * jT * vV.reTimesConjugate(slots.at(Slot.T, "T"))
                + 2 * x * x * vV.reTimesConjugate(slots.at(Slot.T, "TS"))
                + jUP * vV.reTimesConjugate(slots.at(Slot.U, "TP"));
    }
}
