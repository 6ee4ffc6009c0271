package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where fits of a tested parameter start, and what they may not leave. */
class TestedParameterTest {
    /** Signals in one bin, of parameters that count by their squares. */
    private static SignalModel squares(int parameters) {
        double[][][] quadratic = new double[parameters][parameters][1];
        IntStream.range(0, parameters).forEach(k -> quadratic[k][k][0] = 1);
        return SignalModel.of(
                IntStream.range(0, parameters)
                        .mapToObj(k -> ParameterOfInterest.free("g" + k, -2))
                        .toList(),
                new double[1],
                new double[parameters][1],
                quadratic);
    }

    @Test
    void aStrengthIsNotNegative() {
        SignalModel signal = SignalModel.scaled(ParameterOfInterest.free("s", -2), new double[] {3});
        TestedParameter strength = TestedParameter.linear(signal, 0);

        ParameterOfInterest free = strength.free().parameters().get(0);
        assertThat(free.lowerBound()).isZero();
        assertThat(free.start()).isZero();
        assertThat(strength.unbounded().parameters().get(0).lowerBound()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(strength.isSquare()).isFalse();
        assertThat(strength.freeStarts()).isEmpty();
        assertThat(strength.startsAt(4, new double[0])).isEmpty();
        assertThat(strength.at(4).parameters()).isEmpty();
    }

    @Test
    void aPositiveBoundAndStartStay() {
        ParameterOfInterest parameter = ParameterOfInterest.free("s", 5).atLeast(1);
        TestedParameter strength = TestedParameter.linear(SignalModel.scaled(parameter, new double[] {3}), 0);

        ParameterOfInterest free = strength.free().parameters().get(0);
        assertThat(free.lowerBound()).isEqualTo(1);
        assertThat(free.start()).isEqualTo(5);
    }

    @Test
    void oneCouplingHasOneStart() {
        TestedParameter one = TestedParameter.squared(squares(1), 0, 1);

        assertThat(one.isSquare()).isTrue();
        assertThat(one.freeStarts()).containsExactly(new double[] {1});
        assertThat(one.startsAt(4, new double[0])).isEmpty();
    }

    @Test
    void ofTwoCouplingsEitherLeadsWithTheOtherOfEitherSign() {
        TestedParameter two = TestedParameter.squared(squares(2), 1, 2);

        assertThat(two.freeStarts())
                .usingElementComparator(Arrays::compare)
                .containsExactly(
                        new double[] {1, -0.3}, new double[] {1, 0.3}, new double[] {-0.3, 1}, new double[] {0.3, 1});
        assertThat(two.startsAt(4, new double[] {0.7}))
                .usingElementComparator(Arrays::compare)
                .containsExactly(new double[] {0.7}, new double[] {-2}, new double[] {2});
        assertThat(two.startsAt(0.25, new double[] {0.7}))
                .usingElementComparator(Arrays::compare)
                .containsExactly(new double[] {0.7}, new double[] {-1}, new double[] {1});
        assertThat(two.index()).isEqualTo(1);
        assertThat(two.at(4).parameters()).extracting(ParameterOfInterest::name).isEqualTo(List.of("g0"));
    }

    @Test
    void ofThreeCouplingsTheOthersLeadInTurn() {
        assertThat(TestedParameter.squared(squares(3), 0, 3).startsAt(9, new double[] {0.5, 0.6}))
                .usingElementComparator(Arrays::compare)
                .containsExactly(
                        new double[] {0.5, 0.6},
                        new double[] {-3, 0.3},
                        new double[] {3, 0.3},
                        new double[] {0.3, -3},
                        new double[] {0.3, 3});
    }
}
