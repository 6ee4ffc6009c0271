package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What repeats of a hypothesis scatter by, and what each row adds to -2 ln L. */
class DataCovarianceTest {
    private static BranchingFractionData.Measurement measured(String transition, double value, double error) {
        return new BranchingFractionData.Measurement(Mixture.of(transition), value, error, error);
    }

    @Test
    void ofCountsMeasurementsAndConstraints() {
        BinnedModel model = BinnedModel.of(List.of(
                Models.counting(
                        "d",
                        List.of(new GaussianConstraint(
                                List.of("a", "b"),
                                DoubleVector.of(0, 0),
                                List.of(DoubleVector.of(1, 0.5), DoubleVector.of(0.5, 4)))),
                        Models.channel(
                                "c",
                                new double[] {12, 3},
                                Models.signal(new double[] {1, 1}),
                                Models.background(
                                        "b",
                                        new double[] {9.5, 2},
                                        new Systematic.NormSys("a", 0.9, 1.1),
                                        new Systematic.NormSys("b", 0.8, 1.2),
                                        new Systematic.NormSys("alone", 0.95, 1.05),
                                        new Systematic.ShapeSys("u", DoubleVector.of(0.95, 0.4))))),
                Models.fractions(
                        "f",
                        List.of(DoubleVector.of(1, 0.6), DoubleVector.of(0.6, 1)),
                        measured("B+->K+", 2e-5, 5e-6),
                        measured("B0->K*0", 1e-5, 4e-6))));
        FitResult fit =
                new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0.5, 0.1, 1e-5, 2e-5}));

        double[][] covariance = DataCovariance.of(model.compiled(), fit);

        assertThat(covariance).hasNumberOfRows(4 + fit.nuisanceNames().size());
        for (int row = 0; row < 2; row++) {
            assertThat(covariance[row][row]).isEqualTo(fit.expected()[row]);
        }
        assertThat(covariance[0][1]).isZero();
        assertThat(covariance[1][2]).isZero();
        assertThat(covariance[2][2]).isCloseTo(2.5e-11, within(1e-20));
        assertThat(covariance[3][3]).isCloseTo(1.6e-11, within(1e-20));
        assertThat(covariance[2][3]).isCloseTo(0.6 * 2e-11, within(1e-20));
        assertThat(covariance[3][2]).isCloseTo(0.6 * 2e-11, within(1e-20));
        List<String> names = fit.nuisanceNames();
        int a = 4 + index(names, "a");
        int b = 4 + index(names, "b");
        int alone = 4 + index(names, "alone");
        assertThat(covariance[a][a]).isCloseTo(1, within(1e-12));
        assertThat(covariance[b][b]).isCloseTo(4, within(1e-12));
        assertThat(covariance[a][b]).isCloseTo(0.5, within(1e-12));
        assertThat(covariance[alone][alone]).isCloseTo(1, within(1e-12));
        // Poisson constraints of (9.5/0.95)^2 and (2/0.4)^2 events
        double[] scale = {100, 25};
        for (int bin = 0; bin < 2; bin++) {
            int u = index(names, "u[" + bin + "]");
            assertThat(covariance[4 + u][4 + u]).isCloseTo(fit.nuisances()[u] / scale[bin], within(1e-12));
        }
    }

    private static int index(List<String> names, String last) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(last) || names.get(i).endsWith("/" + last)) {
                return i;
            }
        }
        throw new AssertionError("there is no " + last + " in " + names);
    }

    @Test
    void rowsAddUpToTheDeviance() {
        BinnedModel model = BinnedModel.of(List.of(
                Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {12, 0},
                                Models.signal(new double[] {1, 1}),
                                Models.background("b", new double[] {9.5, 1.25}))),
                Models.fractions("f", List.of(), measured("B+->K+", 2e-5, 5e-6), measured("B0->K*0", 1e-5, 4e-6))));
        FitResult fit =
                new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0, 0, 1e-5, 1.2e-5}));

        assertThat(fit.deviances())
                .containsExactly(new double[] {2 * (9.5 - 12 + 12 * Math.log(12 / 9.5)), 2.5, 4, 0.25}, within(1e-12));
        assertThat(fit.deviance()).isCloseTo(fit.deviances()[0] + 6.75, within(1e-10));
        assertThat(fit.evaluations()).isPositive();
    }

    /** Widths other than 1, a constraint in another order than its parameters, and parameters that do not vary. */
    @Test
    void ofConstraintsOfAnyWidth() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                        "d",
                        List.of(new GaussianConstraint(
                                List.of("b", "a"),
                                DoubleVector.of(0, 0),
                                List.of(DoubleVector.of(4, -0.8), DoubleVector.of(-0.8, 0.25)))),
                        Models.channel(
                                "c",
                                new double[] {90},
                                Models.background(
                                        "b",
                                        new double[] {100},
                                        new Systematic.NormFactor("free"),
                                        new Systematic.NormSys("held", 0.9, 1.1),
                                        new Systematic.NormSys("a", 0.9, 1.1),
                                        new Systematic.NormSys("b", 0.8, 1.2),
                                        new Systematic.Lumi("l", 1.2, 0.06),
                                        Models.statError("mc", 5))))
                .toBuilder()
                .parameters(List.of(new ParameterSettings(
                        "held",
                        DoubleVector.of(0.3),
                        List.of(),
                        true,
                        DoubleVector.of(),
                        DoubleVector.of(),
                        DoubleVector.of())))
                .build()));
        FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[1]));

        double[][] covariance = model.covarianceOfData(fit);

        List<String> names = fit.nuisanceNames();
        assertThat(covariance[0][0]).isEqualTo(fit.expected()[0]);
        double[] variances = {0, 0, 0.25, 4, 0.0036, 0.0025};
        String[] parameters = {"free", "held", "a", "b", "l", "mc[0]"};
        for (int i = 0; i < parameters.length; i++) {
            int at = 1 + index(names, parameters[i]);
            assertThat(covariance[at][at]).as(parameters[i]).isCloseTo(variances[i], within(1e-12));
        }
        int a = 1 + index(names, "a");
        int b = 1 + index(names, "b");
        assertThat(covariance[a][b]).isCloseTo(-0.8, within(1e-12));
        assertThat(covariance[b][a]).isCloseTo(-0.8, within(1e-12));
        double sum = 0;
        for (double[] row : covariance) {
            for (double value : row) {
                sum += Math.abs(value);
            }
        }
        assertThat(sum).isCloseTo(fit.expected()[0] + 4.2561 + 2 * 0.8, within(1e-10));
    }
}
