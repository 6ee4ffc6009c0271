package emiss.api.scenario;

import java.util.ArrayList;
import java.util.List;

/** The coefficients of one set of slots (natural-parity or axial), as a scenario receives them from the engine. */
public final class Slots {
    private record Entry(Slot slot, String bilinear, Complex value) {}

    private final List<Entry> entries;

    private Slots(List<Entry> entries) {
        this.entries = entries;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The coefficient in {@code slot} for {@code bilinear}, including its power of Lambda and, in slot S, the
     * equation-of-motion factor a; zero where no coupling was declared there.
     */
    public Complex at(Slot slot, String bilinear) {
        for (Entry entry : entries) {
            if (entry.slot == slot && entry.bilinear.equals(bilinear)) {
                return entry.value;
            }
        }
        return Complex.ZERO;
    }

    /** These slots with every coefficient multiplied by {@code factor}. */
    public Slots times(double factor) {
        return new Slots(entries.stream()
                .map(entry -> new Entry(entry.slot, entry.bilinear, entry.value.times(factor)))
                .toList());
    }

    /** Collects coefficients; those of the same slot and bilinear add up. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /** Adds {@code value} to the coefficient in {@code slot} for {@code bilinear}. */
        public Builder add(Slot slot, String bilinear, Complex value) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.slot == slot && entry.bilinear.equals(bilinear)) {
                    entries.set(i, new Entry(slot, bilinear, entry.value.plus(value)));
                    return this;
                }
            }
            entries.add(new Entry(slot, bilinear, value));
            return this;
        }

        /** The slots collected so far. */
        public Slots build() {
            return new Slots(List.copyOf(entries));
        }
    }
}
