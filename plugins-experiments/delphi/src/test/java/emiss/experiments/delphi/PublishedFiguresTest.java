package emiss.experiments.delphi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Quality;
import emiss.data.JsonDatasetReader;
import org.junit.jupiter.api.Test;

/** Compares the Gaussian with the limit that it stands for. */
final class PublishedFiguresTest {
    private static final BranchingFractionData DATA =
            (BranchingFractionData) new DelphiBsPhi().dataset(new JsonDatasetReader());

    /** Below 5.4e-3 at 90 %; the standard normal distribution reaches 0.9 at 1.28155. */
    @Test
    void reproducesTheLimit() {
        assertThat(DATA.quality()).isEqualTo(Quality.INFERRED_GAUSSIAN);
        Measurement phi = DATA.measurements().get(0);
        assertThat(DATA.measurements()).hasSize(1);
        assertThat(phi.mixture()).isEqualTo(Mixture.of("Bs->phi"));
        assertThat(phi.value()).isZero();
        assertThat(phi.errorLow()).isEqualTo(phi.errorHigh());
        assertThat(1.28155 * phi.errorHigh()).isCloseTo(5.4e-3, within(0.001e-3));
    }
}
