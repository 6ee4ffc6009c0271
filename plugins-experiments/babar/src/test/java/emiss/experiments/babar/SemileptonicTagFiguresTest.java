package emiss.experiments.babar;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Quality;
import emiss.data.JsonDatasetReader;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Compares the Gaussians with the yields and limits of Phys. Rev. D 82, 112002 that they stand for. */
final class SemileptonicTagFiguresTest {
    private static final BranchingFractionData DATA =
            (BranchingFractionData) new BabarSemileptonicTag().dataset(new JsonDatasetReader());

    @Test
    void saysWhatIsInferred() {
        assertThat(DATA.quality()).isEqualTo(Quality.INFERRED_GAUSSIAN);
        assertThat(DATA.provenance().identifiers()).contains("arXiv:1009.1529");
        assertThat(DATA.provenance().note()).contains("INFERRED", "not Poisson counts");
        assertThat(DATA.provenance().overlaps()).isEmpty();
        assertThat(DATA.measurements())
                .extracting(measurement -> measurement.mixture().toString())
                .containsExactly("B+->K+", "B0->K0");
    }

    /** K+ 1.8 of 19.4 events, systematic error 0.9, limit 1.3e-5; K0 2.2 of 6.1, 0.4, 5.6e-5. */
    @Test
    void yieldsAndLimitsComeOut() {
        check(DATA.measurements().get(0), 1.8, Math.sqrt(19.4 + 0.9 * 0.9), 1.3e-5);
        check(DATA.measurements().get(1), 2.2, Math.sqrt(6.1 + 0.4 * 0.4), 5.6e-5);
    }

    private static void check(Measurement measurement, double events, double error, double limit) {
        assertThat(measurement.errorHigh()).isEqualTo(measurement.errorLow());
        assertThat(measurement.value() / measurement.errorHigh())
                .isCloseTo(events / error, Percentage.withPercentage(0.1));
        assertThat(limit(measurement)).isCloseTo(limit, Percentage.withPercentage(0.2));
    }

    /** The branching fraction below which 90 % of the Gaussian, cut at zero, lie. */
    private static double limit(Measurement measurement) {
        double step = 1e-4;
        double from = -measurement.value() / measurement.errorHigh();
        double all = 0;
        for (double x = from; x < 9; x += step) {
            all += Math.exp(-x * x / 2);
        }
        double below = 0;
        double x = from;
        while (below < 0.9 * all) {
            below += Math.exp(-x * x / 2);
            x += step;
        }
        return measurement.value() + x * measurement.errorHigh();
    }
}
