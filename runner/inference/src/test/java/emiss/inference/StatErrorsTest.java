package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatErrorsTest {
    private static StatErrors errors(Sample... samples) {
        return new StatErrors(Models.channel("c", new double[] {7, 8}, samples));
    }

    private static Sample sample(String... sets) {
        return Models.background(
                "b",
                new double[] {1, 1},
                Arrays.stream(sets).map(set -> Models.statError(set, 1, 1)).toArray(Systematic[]::new));
    }

    @Test
    void errorsOfASetAddInQuadrature() {
        StatErrors errors = errors(
                Models.background("a", new double[] {4, 0}, Models.statError("s", 3, 0)),
                Models.background("b", new double[] {6, 0}, Models.statError("s", 4, 2)),
                Models.background("c", new double[] {8, 5}, Models.statError("t", 1, 1)));

        assertThat(errors.sets()).containsExactly("s", "t");
        assertThat(errors.contents("s")).containsExactly(10, 0);
        assertThat(errors.squares("s")).containsExactly(25, 4);
        assertThat(errors.width("s", 0)).isCloseTo(0.5, within(1e-15));
        assertThat(errors.width("s", 1)).isZero();
        assertThat(errors.width("t", 1)).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void unknownSets() {
        assertThatThrownBy(() -> errors(sample("s")).contents("t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channel c has no staterror t");
    }

    @Test
    void setsThatMeetNoOtherAreEliminated() {
        assertThat(errors(sample("s"), sample("t"), sample("s"), sample()).eliminable(set -> false))
                .containsExactlyInAnyOrder("s", "t");
    }

    /** Of sets that share a sample only the first one is eliminated, wherever they meet. */
    @Test
    void noSampleHasTwo() {
        assertThat(errors(sample("s", "t")).eliminable(set -> false)).containsExactly("s");
        assertThat(errors(sample("s", "t"), sample("t")).eliminable(set -> false))
                .containsExactly("s");
        assertThat(errors(sample("s"), sample("t"), sample("s", "t")).eliminable(set -> false))
                .containsExactly("s");
        assertThat(errors(sample("s"), sample("t", "s"), sample("t", "u")).eliminable(set -> false))
                .containsExactlyInAnyOrder("s", "u");
    }

    @Test
    void setsThatAreHeldDoNotCount() {
        assertThat(errors(sample("s", "t")).eliminable("s"::equals)).containsExactly("t");
    }
}
