package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Complex ONE = Complex.real(1);
    private static final Complex I = new Complex(0, 1);

    private final Slots.Builder builder = Slots.builder()
            .add(Slot.V, "A", ONE)
            .add(Slot.V, "V", I)
            .add(Slot.S, "P", Complex.real(5))
            .add(Slot.V, "V", Complex.real(2));

    @Test
    void coefficientsOfTheSameBilinearAddUp() {
        Slots slots = builder.build();

        assertThat(slots.at(Slot.V, "A")).isEqualTo(ONE);
        assertThat(slots.at(Slot.V, "V")).isEqualTo(new Complex(2, 1));
        assertThat(slots.at(Slot.S, "P")).isEqualTo(Complex.real(5));
        // not the same object as the literal of a scenario
        assertThat(slots.at(Slot.V, new StringBuilder("V").toString())).isEqualTo(new Complex(2, 1));
    }

    @Test
    void whatWasNotDeclaredIsZero() {
        Slots slots = builder.build();

        assertThat(slots.at(Slot.S, "S")).isEqualTo(Complex.ZERO);
        assertThat(slots.at(Slot.T, "V")).isEqualTo(Complex.ZERO);
        assertThat(Slots.builder().build().at(Slot.V, "V")).isEqualTo(Complex.ZERO);
    }

    @Test
    void aFactorActsOnEveryCoefficientOfANewSet() {
        Slots slots = builder.build();
        Slots scaled = slots.times(3);

        assertThat(scaled.at(Slot.V, "A")).isEqualTo(Complex.real(3));
        assertThat(scaled.at(Slot.V, "V")).isEqualTo(new Complex(6, 3));
        assertThat(scaled.at(Slot.S, "P")).isEqualTo(Complex.real(15));
        assertThat(scaled.at(Slot.U, "T")).isEqualTo(Complex.ZERO);
        assertThat(slots.at(Slot.V, "A")).isEqualTo(ONE);
    }

    @Test
    void aBuilderThatGoesOnLeavesWhatItBuilt() {
        Slots before = builder.build();
        Slots after = builder.add(Slot.V, "A", ONE).add(Slot.T, "T", I).build();

        assertThat(before.at(Slot.V, "A")).isEqualTo(ONE);
        assertThat(before.at(Slot.T, "T")).isEqualTo(Complex.ZERO);
        assertThat(after.at(Slot.V, "A")).isEqualTo(Complex.real(2));
        assertThat(after.at(Slot.T, "T")).isEqualTo(I);
    }
}
