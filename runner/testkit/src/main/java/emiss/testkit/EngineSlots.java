package emiss.testkit;

import emiss.api.decay.SmInputs;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.data.StandardInputs;
import java.util.List;

/**
 * The two sets of slots that the engine makes of couplings: quark currents mapped to slots, and the equation-of-motion
 * factor a in slot S. Powers of Lambda are taken as 1, so that all couplings matter alike.
 */
public enum EngineSlots {
    /** Natural parity, a = 1/(m_b - m_s). */
    NATURAL {
        @Override
        double weight(QuarkCurrent current, Slot slot) {
            return current.natural(slot);
        }

        @Override
        double equationOfMotion() {
            return 1 / (INPUTS.bQuarkMass().value() - INPUTS.sQuarkMass().value());
        }
    },
    /** Axial, a = -1/(m_b + m_s). */
    AXIAL {
        @Override
        double weight(QuarkCurrent current, Slot slot) {
            return current.axial(slot);
        }

        @Override
        double equationOfMotion() {
            return -1 / (INPUTS.bQuarkMass().value() + INPUTS.sQuarkMass().value());
        }
    };

    private static final SmInputs INPUTS = StandardInputs.builtIn().inputs();

    /**
     * {@return the slots of one set}
     *
     * @param couplings the couplings of a scenario
     * @param values their values, in the same order
     */
    public Slots of(List<Coupling> couplings, List<Complex> values) {
        Slots.Builder builder = Slots.builder();
        for (int i = 0; i < couplings.size(); i++) {
            Coupling coupling = couplings.get(i);
            for (Slot slot : Slot.values()) {
                double weight = weight(coupling.current(), slot);
                if (weight != 0) {
                    double factor = slot == Slot.S ? weight * equationOfMotion() : weight;
                    builder.add(slot, coupling.bilinear(), values.get(i).times(factor));
                }
            }
        }
        return builder.build();
    }

    abstract double weight(QuarkCurrent current, Slot slot);

    abstract double equationOfMotion();
}
