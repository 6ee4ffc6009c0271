package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.results.FitResult;
import emiss.results.Interval;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Couplings of which the data determine the sum of squares only, nearly: each may be as large as the two together, however far
 * beyond that the search for the end begins.
 */
class ValleyTest {
    private static final Offset<Double> TOLERANCE = Offset.offset(1e-3);

    @TempDir
    private Path directory;

    @Test
    void eachCouplingOfAValleyReachesToItsEnd() {
        FitResult fit = (FitResult) Objects.requireNonNull(
                Program.belleII(directory, "{id: a, type: fit, scenario: dirac-pair, couplings: [fVV, fVA], mass: 0.6}")
                        .get(0)
                        .result());
        Map<String, Interval> intervals = fit.intervals68();

        assertThat(intervals.get("fVV").high()).isCloseTo(1.984, TOLERANCE);
        assertThat(intervals.get("fVA").high()).isCloseTo(1.954, TOLERANCE);
    }
}
