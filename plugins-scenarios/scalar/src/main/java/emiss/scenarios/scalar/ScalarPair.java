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

/** A pair of invisible complex spin-0 particles, B -> K(*) phi phi-dagger. */
public final class ScalarPair implements Scenario {
    /** Lines of complex and real pairs, alike. */
    static final List<String> COUPLING_ORDER = List.of("gSS", "gVV", "gPS", "gAV");

    /** The scenario. */
    public ScalarPair() {}

    @Override
    public String id() {
        return "scalar-pair";
    }

    @Override
    public String title() {
        return "Complex scalar pair";
    }

    @Override
    public String label() {
        return "scalar pair";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(3);
    }

    @Override
    public List<String> couplingOrder() {
        return COUPLING_ORDER;
    }

    @Override
    public String description() {
        return """
                A pair of complex spin-0 particles, arXiv:2403.13887 eq. (4):
                  (sbar b)(gSS/Lambda phi^dagger phi) + (sbar gamma5 b)(gPS/Lambda phi^dagger phi)
                  + (sbar gamma_mu b)(gVV/Lambda^2 J^mu) + (sbar gamma_mu gamma5 b)(gAV/Lambda^2 J^mu) + h.c.,
                J^mu = i phi^dagger (d^mu phi) - i (d^mu phi^dagger) phi, a conserved current.
                Corrections: gVV contributes to B -> K* phi phi-dagger through the form factor V, a term missing in
                eq. (B7); gAV does not contribute to Bs -> phi phi-dagger, unlike eq. (B13).
                The couplings gSS and gPS depend on the quark masses of the run.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("gSS", QuarkCurrent.S, "S", 1),
                new Coupling("gPS", QuarkCurrent.P, "S", 1),
                new Coupling("gVV", QuarkCurrent.V, "V", 2),
                new Coupling("gAV", QuarkCurrent.A, "V", 2));
    }

    @Override
    public List<Basis> bases() {
        return List.of(Basis.of(
                "chiral",
                Basis.leftRight("Cdphiphi_SL", "Cdphiphi_SR", "gSS", "gPS", Basis.Factor.ELECTROWEAK),
                Basis.leftRight("Cdphiphi_VL", "Cdphiphi_VR", "gVV", "gAV", Basis.Factor.ONE)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>r0 = |S|^2 and rV = q2 beta^2 |V|^2 / 3 with beta^2 = 1 - 4 m^2/q2: arXiv:2403.13887 eqs. (B6), (B7), (B13),
     * corrected.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double betaSquared = Math.max(0, 1 - 4 * mass * mass / q2);
        double r0 = slots.at(Slot.S, "S").norm();
        double rV = q2 * betaSquared / 3 * slots.at(Slot.V, "V").norm();
        return new SpectralFunctions(r0, rV, 0, 0);
    }
}
