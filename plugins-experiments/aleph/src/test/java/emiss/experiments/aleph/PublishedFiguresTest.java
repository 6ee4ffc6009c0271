package emiss.experiments.aleph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Quality;
import emiss.data.JsonDatasetReader;
import org.junit.jupiter.api.Test;

/** Compares the Gaussian with the limits that it stands for. */
final class PublishedFiguresTest {
    private static final BranchingFractionData DATA =
            (BranchingFractionData) new AlephBs().dataset(new JsonDatasetReader());

    private static final Measurement BS = DATA.measurements().get(0);

    @Test
    void isAnInferredGaussianAroundZero() {
        assertThat(DATA.quality()).isEqualTo(Quality.INFERRED_GAUSSIAN);
        assertThat(DATA.provenance().identifiers()).contains("arXiv:2310.13043");
        assertThat(DATA.correlation()).isEmpty();
        assertThat(DATA.measurements()).hasSize(1);
        assertThat(BS.mixture()).isEqualTo(Mixture.of("Bs->inv"));
        assertThat(BS.value()).isZero();
        assertThat(BS.errorLow()).isEqualTo(BS.errorHigh());
    }

    /** arXiv:2310.13043v1: below 5.4e-4 at 90 %; the standard normal distribution reaches 0.9 at 1.28155. */
    @Test
    void reproducesThePublishedLimit() {
        assertThat(1.28155 * BS.errorHigh()).isCloseTo(5.4e-4, within(0.005e-4));
    }

    /** arXiv:2403.13887: |gPS| < 2.1e-3 and |fAA| < 13.8 imply 6.8e-4 and 7.0e-4; -2 ln L has risen by 2.706 at 1.64485. */
    @Test
    void itsTwoSidedIntervalEndsBetweenTheLimitsDerivedFromIt() {
        assertThat(1.64485 * BS.errorHigh()).isBetween(6.8e-4, 7.0e-4);
    }
}
