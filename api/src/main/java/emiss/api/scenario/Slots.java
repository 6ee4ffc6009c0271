package emiss.api.scenario;

import org.jspecify.annotations.Nullable;

/** The coefficients of one set of slots (natural-parity or axial), as a scenario receives them from the engine. */
public final class Slots {
    private static final int COUNT = Slot.values().length;

    /**
     * The first coefficient of every slot; scenarios ask at every q2, mostly for slots that are empty. With maps a scan of three
     * couplings takes a quarter longer.
     */
    private final @Nullable Coefficient[] first;

    /** A coefficient, and the others of its slot. */
    private record Coefficient(
            String bilinear, Complex value, @Nullable Coefficient next) {
        /** These coefficients and another one, which adds up with that of the same bilinear. */
        static Coefficient with(@Nullable Coefficient rest, String bilinear, Complex value) {
            if (rest == null) {
                return new Coefficient(bilinear, value, null);
            }
            return rest.bilinear.equals(bilinear)
                    ? new Coefficient(bilinear, rest.value.plus(value), rest.next)
                    : new Coefficient(rest.bilinear, rest.value, with(rest.next, bilinear, value));
        }

        static @Nullable Coefficient times(@Nullable Coefficient rest, double factor) {
            return rest == null
                    ? null
                    : new Coefficient(rest.bilinear, rest.value.times(factor), times(rest.next, factor));
        }
    }

    private Slots(@Nullable Coefficient[] first) {
        this.first = first;
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
        for (Coefficient one = first[slot.ordinal()]; one != null; one = one.next) {
            if (one.bilinear.equals(bilinear)) {
                return one.value;
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
        @Nullable Coefficient[] scaled = new Coefficient[COUNT];
        for (int i = 0; i < COUNT; i++) {
            scaled[i] = Coefficient.times(first[i], factor);
        }
        return new Slots(scaled);
    }

    /** Collects coefficients; those of the same slot and bilinear add up. */
    public static final class Builder {
        private final @Nullable Coefficient[] first = new Coefficient[COUNT];

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
            first[slot.ordinal()] = Coefficient.with(first[slot.ordinal()], bilinear, value);
            return this;
        }

        /** {@return the slots collected so far} */
        public Slots build() {
            return new Slots(first.clone());
        }
    }
}
