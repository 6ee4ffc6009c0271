package emiss.experiments.belle2;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Quality;
import emiss.data.JsonDatasetReader;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Derives the branching fractions from Table II of arXiv:2511.10980v2 once more, and compares with its limits. */
final class SumOfModesFiguresTest {
    private static final double PAIRS = 3.871e8;
    private static final BranchingFractionData DATA =
            (BranchingFractionData) new BelleIISumOfModes().dataset(new JsonDatasetReader());

    @Test
    void isForMixturesAndOverlapsWithBothTags() {
        assertThat(DATA.quality()).isEqualTo(Quality.INFERRED_GAUSSIAN);
        assertThat(DATA.provenance().identifiers()).contains("arXiv:2511.10980");
        assertThat(DATA.provenance().overlaps()).containsExactly("belle2-ita", "belle2-hta");
        assertThat(DATA.measurements())
                .extracting(Measurement::mixture)
                .containsExactly(
                        new Mixture(Map.of("B+->K+", 0.73, "B0->K0", 0.27)),
                        new Mixture(Map.of("B+->K*+", 0.73, "B0->K*0", 0.27)));
    }

    @Test
    void valuesAreYieldsOverEfficiencies() {
        check(DATA.measurements().get(0), 2.93e-3, 6, Math.hypot(17, 16), Math.hypot(18, 19));
        check(DATA.measurements().get(1), 1.32e-3, 36, Math.hypot(26, 26), Math.hypot(27, 31));
    }

    private static void check(Measurement measurement, double efficiency, double events, double low, double high) {
        double perEvent = 1 / (2 * PAIRS * efficiency);
        assertThat(measurement.value()).isCloseTo(events * perEvent, Percentage.withPercentage(0.1));
        assertThat(measurement.errorLow()).isCloseTo(low * perEvent, Percentage.withPercentage(0.1));
        assertThat(measurement.errorHigh()).isCloseTo(high * perEvent, Percentage.withPercentage(0.1));
    }

    /** Printed limits at 90 % by CLs: 2.2e-5 and 9.3e-5; the branching fractions beside them are 0.3e-5 and 3.5e-5. */
    @Test
    void limitsAreNearThePrintedOnes() {
        assertThat(limit(DATA.measurements().get(0))).isCloseTo(2.2e-5, Percentage.withPercentage(7));
        assertThat(limit(DATA.measurements().get(1))).isCloseTo(9.3e-5, Percentage.withPercentage(3));
        assertThat(DATA.measurements().get(1).value()).isCloseTo(3.5e-5, Percentage.withPercentage(2));
    }

    /** CLs of a Gaussian: the tail of the signal over that of none is 10 %. */
    private static double limit(Measurement measurement) {
        double x = measurement.value() / measurement.errorHigh();
        double step = 1e-4;
        double none = integral(x, step);
        double mu = x;
        while (1 - integral(mu - x, step) > 0.1 * none) {
            mu += step;
        }
        return mu * measurement.errorHigh();
    }

    /** The standard normal distribution up to {@code end}. */
    private static double integral(double end, double step) {
        double sum = 0.5;
        double sign = Math.signum(end);
        for (double x = step / 2; x < Math.abs(end); x += 100 * step) {
            double width = Math.min(100 * step, Math.abs(end) - x + step / 2);
            double middle = x - step / 2 + width / 2;
            sum += sign * width * Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }
}
