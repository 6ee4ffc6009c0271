package emiss.physics;

import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the mixing of Bs and Bsbar does to a rate that is integrated over time, without a tag: B = [B(c) + ys Re sum_ab
 * sigma_a c_a Y_ab c_b]/(1 - ys^2), for couplings in the phase convention in which V_tb V_ts* and the mixing phase are real
 * (arXiv:1502.05509; -2 beta_s = -0.037 is neglected). sigma = 1 is a CP-odd, long-lived final state of Bs -> phi, -1 a
 * CP-even, short-lived one, and the other way round without a visible hadron; it is 0 where Bs and Bsbar reach different final
 * states.
 */
final class BsMixing {
    private final double ys;
    private final boolean annihilation;
    private final Scenario scenario;
    private final List<Coupling> couplings;

    BsMixing(HadronicTransition transition, Scenario scenario, List<Coupling> couplings) {
        this.ys = transition.mixing();
        this.annihilation = transition.isAnnihilation();
        this.scenario = scenario;
        this.couplings = List.copyOf(couplings);
    }

    boolean isOn() {
        return ys != 0;
    }

    /** The factor of the rate for real couplings of one sigma. */
    double factor(int sigma) {
        return factor(ys, sigma);
    }

    static double factor(double ys, int sigma) {
        return (1 + sigma * ys) / (1 - ys * ys);
    }

    /** The rate at t = 0 and the sum with sigma, put together. */
    double timeIntegrated(double rate, double sum) {
        return (rate + ys * sum) / (1 - ys * ys);
    }

    /** sigma of a coupling in a natural-parity slot: V, T and the others of their parity have 1, T-tilde has -1. */
    int natural(int coupling, Slot slot) {
        return sigma(coupling, slot == Slot.U ? -1 : 1);
    }

    /** sigma in an axial slot: P and T have 1, A and T-tilde -1. */
    int axial(int coupling, Slot slot) {
        return sigma(coupling, slot == Slot.S || slot == Slot.U ? 1 : -1);
    }

    private int sigma(int coupling, int ofCurrent) {
        OptionalInt ofBilinear = scenario.mixingSign(couplings.get(coupling));
        if (ofBilinear.isEmpty()) {
            throw new IllegalArgumentException("scenario " + scenario.id()
                    + " does not say how what "
                    + couplings.get(coupling).name()
                    + " produces behaves where Bs and Bsbar mix, expected no \"bsMixing\" with this coupling");
        }
        return ofCurrent * ofBilinear.getAsInt() * (annihilation ? -1 : 1);
    }
}
