package emiss.api.scenario;

import java.util.ArrayList;
import java.util.List;

/** The coefficients of one set of slots (natural-parity or axial), as a scenario receives them from the engine. */
public final class Slots {
    private final Slot[] slots;
    private final String[] bilinears;
    private final Complex[] values;

    private Slots(Slot[] slots, String[] bilinears, Complex[] values) {
        this.slots = slots;
        this.bilinears = bilinears;
        this.values = values;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the coefficient in {@code slot} for {@code bilinear}, including its power of Lambda and, in slot S, the
     * equation-of-motion factor a; zero where no coupling was declared there}
     *
     * @param slot the slot
     * @param bilinear the bilinear of invisible fields, as in {@link Coupling}
     */
    public Complex at(Slot slot, String bilinear) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == slot && bilinears[i].equals(bilinear)) {
                return values[i];
            }
        }
        return Complex.ZERO;
    }

    /**
     * {@return these slots with every coefficient multiplied by {@code factor}}
     *
     * @param factor the factor
     */
    public Slots times(double factor) {
        Complex[] scaled = new Complex[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i].times(factor);
        }
        return new Slots(slots, bilinears, scaled);
    }

    /** Collects coefficients; those of the same slot and bilinear add up. */
    public static final class Builder {
        private final List<Slot> slots = new ArrayList<>();
        private final List<String> bilinears = new ArrayList<>();
        private final List<Complex> values = new ArrayList<>();

        private Builder() {}

        /**
         * Adds {@code value} to the coefficient in {@code slot} for {@code bilinear}.
         *
         * @param slot the slot
         * @param bilinear the bilinear of invisible fields, as in {@link Coupling}
         * @param value what to add
         * @return this builder
         */
        public Builder add(Slot slot, String bilinear, Complex value) {
            for (int i = 0; i < values.size(); i++) {
                if (slots.get(i) == slot && bilinears.get(i).equals(bilinear)) {
                    values.set(i, values.get(i).plus(value));
                    return this;
                }
            }
            slots.add(slot);
            bilinears.add(bilinear);
            values.add(value);
            return this;
        }

        /** {@return the slots collected so far} */
        public Slots build() {
            return new Slots(
                    slots.toArray(Slot[]::new), bilinears.toArray(String[]::new), values.toArray(Complex[]::new));
        }
    }
}
