package emiss.physics;

import emiss.api.decay.Daughter;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Slot;

/**
 * Which quark currents a decay can see, by the parity of its visible hadron: the matrix elements of arXiv:2403.13887 App. C
 * that do not vanish. Between B and K those of S, V and T (which brings T-tilde); between B and K* all but that of S; between
 * baryons all; between Bs and nothing those of P and A.
 */
public final class SelectionRules {
    private SelectionRules() {}

    /**
     * {@return whether a coupling of a quark current can contribute to a decay}
     *
     * @param daughter the visible hadron
     * @param finalState the invisible final state; a single particle alone does not conserve energy and momentum
     * @param current the quark current
     */
    public static boolean allow(Daughter daughter, FinalState finalState, QuarkCurrent current) {
        return switch (daughter) {
            case PSEUDOSCALAR -> natural(current, Slot.S, Slot.V, Slot.T, Slot.U);
            case VECTOR -> natural(current, Slot.V, Slot.T, Slot.U) || axial(current, Slot.values());
            case BARYON -> natural(current, Slot.values()) || axial(current, Slot.values());
            case NONE -> !(finalState instanceof FinalState.Single) && axial(current, Slot.S, Slot.V);
        };
    }

    private static boolean natural(QuarkCurrent current, Slot... slots) {
        for (Slot slot : slots) {
            if (current.natural(slot) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean axial(QuarkCurrent current, Slot... slots) {
        for (Slot slot : slots) {
            if (current.axial(slot) != 0) {
                return true;
            }
        }
        return false;
    }
}
