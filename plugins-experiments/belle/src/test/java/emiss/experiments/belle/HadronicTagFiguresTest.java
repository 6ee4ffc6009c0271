package emiss.experiments.belle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Mixture;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the counts with Table I of Phys. Rev. D 87, 111103, and the responses with the limits that they follow from. */
final class HadronicTagFiguresTest {
    private static final CountingData DATA = (CountingData) new BelleHadronicTag().dataset(new JsonDatasetReader());

    private static Channel channel(String name) {
        return DATA.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Response response(String name) {
        return DATA.responses().stream()
                .filter(response -> response.channel().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Sample sample(String channel, Sample.Role role) {
        return channel(channel).samples().stream()
                .filter(sample -> sample.role() == role)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatIsInferredAndWhatOverlaps() {
        assertThat(DATA.quality()).isEqualTo(Quality.PUBLISHED_COUNTS);
        assertThat(DATA.provenance().identifiers()).contains("arXiv:1303.3719");
        assertThat(DATA.provenance().note()).contains("INFERRED", "transcribed");
        assertThat(DATA.provenance().overlaps()).containsExactly("belle-2017");
        assertThat(DATA.channels()).hasSize(4);
    }

    /** Events, yield, its systematic error, limit; Standard-Model branching fractions of an independent evaluation. */
    @ParameterizedTest
    @CsvSource({
        "K+, B+->K+, 43, 13.3, 2.3, 5.5e-5, 4.90690673094007e-06",
        "KS, B0->K0, 4, 1.8, 1.0, 19.4e-5, 4.534582755183417e-06",
        "K*+, B+->K*+, 21, -1.7, 1.5, 4.0e-5, 9.605831341219485e-06",
        "K*0, B0->K*0, 10, -2.3, 0.9, 5.5e-5, 8.903328774422998e-06"
    })
    void carriesThePublishedFigures(
            String name, String transition, int events, double yield, double error, double limit, double sm) {
        assertThat(channel(name).observed().at(0)).isEqualTo(events);
        Sample background = sample(name, Sample.Role.BACKGROUND);
        double b = background.nominal().at(0);
        assertThat(b).isCloseTo(events - yield, within(1e-9));
        Systematic.NormSys norm = (Systematic.NormSys) background.systematics().get(0);
        assertThat((norm.high() - 1) * b).isCloseTo(error, Percentage.withPercentage(0.1));
        assertThat((1 - norm.low()) * b).isCloseTo(error, Percentage.withPercentage(0.1));
        assertThat(response(name).mixture()).isEqualTo(Mixture.of(transition));
        double perBranchingFraction =
                response(name).eventsPerBranchingFraction().get(0).at(0);
        assertThat(sample(name, Sample.Role.SIGNAL).nominal().at(0))
                .isCloseTo(perBranchingFraction * sm, Percentage.withPercentage(0.01));
        assertThat(limit(events, b, error) / perBranchingFraction).isCloseTo(limit, Percentage.withPercentage(1));
    }

    /** Signal events below which 90 % of the probability lie: flat prior, Poisson, the background's error integrated out. */
    private static double limit(int events, double background, double error) {
        int steps = 6000;
        double width = 0.02;
        double[] density = new double[steps];
        double sum = 0;
        for (int k = -40; k <= 40; k++) {
            double b = background + error * k / 10.0;
            if (b <= 0) {
                continue;
            }
            double weight = Math.exp(-0.5 * k * k / 100.0);
            for (int i = 0; i < steps; i++) {
                double expected = (i + 0.5) * width + b;
                double p = weight * Math.exp(events * Math.log(expected / events) - expected + events);
                density[i] += p;
                sum += p;
            }
        }
        double below = 0;
        for (int i = 0; i < steps; i++) {
            below += density[i];
            if (below > 0.9 * sum) {
                return (i + 1) * width;
            }
        }
        throw new IllegalStateException("no limit");
    }
}
