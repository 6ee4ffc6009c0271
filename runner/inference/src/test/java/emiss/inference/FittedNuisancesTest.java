package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two bins of which one measures a free strength s and one a strength e with a constraint: n = 16 + s with 25 events observed, and
 * n = 100 + e with 130 observed and e = 10 +- 10, so that 100 + e solves n - 130 + n (n - 110)/100 = 0.
 */
class FittedNuisancesTest {
    private static final double RATE = 5 + Math.sqrt(25 + 13000);

    private final BinnedModel model = Models.counts(
            new double[] {25, 130}, new double[] {16, 100}, new Systematic.NormSys("k", 1 - 1e-12, 1 + 1e-12));
    private final SignalModel signal = SignalModel.of(
            List.of(
                    ParameterOfInterest.free("s", 1),
                    ParameterOfInterest.free("e", 1).constrained(10, 10)),
            new double[2],
            new double[][] {{1, 0}, {0, 1}},
            new double[2][2][2]);
    private final FitResult fit = new Fitter(model).fit(model.observedData(), signal);
    private final FittedNuisances nuisances = new FittedNuisances(fit);

    @Test
    void parametersOfTheModelComeFirst() {
        assertThat(nuisances.ofModel()).isEqualTo(1);
        assertThat(nuisances.names()).containsExactly("d/k", "e");
    }

    @Test
    void freeParametersOfTheSignalAreNone() {
        assertThat(nuisances.ofSignal()).containsExactly(1);
    }

    @Test
    void widthsAreThoseOfTheConstraints() {
        assertThat(nuisances.widths()).containsExactly(1, 10);
    }

    @Test
    void pullsAreInUnitsOfTheWidths() {
        assertThat(nuisances.pulls()).containsExactly(new double[] {0, (RATE - 110) / 10}, within(1e-6));
    }

    /** 1/sigma^2 = 130/n^2 + 1/100. */
    @Test
    void errorsAreThoseAfterTheFit() {
        HessianErrors errors = new HessianErrors(fit);
        double sigma = 1 / Math.sqrt(130 / (RATE * RATE) + 0.01);
        assertThat(nuisances.errors(errors)).containsExactly(new double[] {1, sigma}, within(1e-6));
        assertThat(errors.parametersOfInterest()).containsExactly(new double[] {5, sigma}, within(1e-6));
    }
}
