package emiss.data.pyhf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.DoubleVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalResponseTest {
    private static SignalResponse response(DoubleVector nullSpectrum, Map<String, List<DoubleVector>> densities) {
        return new SignalResponse("signal", "B+->K+", DoubleVector.of(0, 10, 20), densities, nullSpectrum);
    }

    private static Map<String, List<DoubleVector>> density(double... events) {
        return Map.of("SR", List.of(DoubleVector.of(events)));
    }

    @Test
    void aBinMayBeBlind() {
        assertThat(response(DoubleVector.of(1e-6, 2e-6), density(0, 3))
                        .of("SR", 1)
                        .eventsPerBranchingFraction())
                .containsExactly(DoubleVector.of(0, 1.5e6));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> response(DoubleVector.of(1e-6), density(1, 2)))
                .hasMessage("the null spectrum has 1 numbers, expected 2, one per q2 bin");
        assertThatThrownBy(() -> response(DoubleVector.of(1e-6, 0), density(1, 2)))
                .hasMessage("the null spectrum is 0.0 in q2 bin 2, expected > 0");
        assertThatThrownBy(() -> response(DoubleVector.of(1e-6, 2e-6), density(1, -2)))
                .hasMessage("the number density of channel SR has -2.0 events in q2 bin 2, expected >= 0");
        assertThatThrownBy(() -> response(DoubleVector.of(1e-6, 2e-6), Map.of()))
                .hasMessage("there are no number densities, expected those of at least one channel");
    }
}
