package emiss.experiments.fcc;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Quality;
import emiss.data.JsonDatasetReader;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with the abstract of arXiv:2309.11353, and with independently evaluated predictions of the Standard Model. */
final class PublishedFiguresTest {
    private static final BranchingFractionData DATA =
            (BranchingFractionData) new FccEe().dataset(new JsonDatasetReader());

    @ParameterizedTest
    @CsvSource({
        "0, B0->K*0, 8.903328774422998e-06, 0.53",
        "1, Bs->phi, 1.0981577836212302e-05, 1.20",
        "2, B0->K0, 4.534582755183417e-06, 3.37",
        "3, Lambda_b->Lambda, 8.460692252175627e-06, 9.86"
    })
    void precisionsAreThoseOfTheAbstract(int index, String transition, double standardModel, double percent) {
        assertThat(DATA.quality()).isEqualTo(Quality.UNPUBLISHED);
        Measurement measurement = DATA.measurements().get(index);
        assertThat(measurement.mixture().toString()).isEqualTo(transition);
        assertThat(measurement.value()).isCloseTo(standardModel, Percentage.withPercentage(1e-7));
        assertThat(100 * measurement.errorHigh() / measurement.value())
                .isCloseTo(percent, Percentage.withPercentage(0.01));
        assertThat(measurement.errorLow()).isEqualTo(measurement.errorHigh());
    }
}
