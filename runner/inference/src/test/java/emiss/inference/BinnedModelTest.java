package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Systematic;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinnedModelTest {
    private static CountingData data(String id, Systematic... systematics) {
        return Models.counting(
                id, Models.channel("c", new double[] {7}, Models.background("b", new double[] {9}, systematics)));
    }

    @Test
    void parametersArePrivateUnlessTheirNameHasASlash() {
        BinnedModel model = BinnedModel.of(List.of(
                data("one", new Systematic.NormSys("n", 0.9, 1.1), new Systematic.NormSys("x/s", 0.9, 1.1)),
                data("two", new Systematic.NormSys("n", 0.9, 1.1), new Systematic.NormSys("x/s", 0.8, 1.1))));
        assertThat(model.nuisanceNames()).containsExactly("one/n", "x/s", "two/n");
    }

    @Test
    void sharedParametersMustAgree() {
        assertThatThrownBy(() -> BinnedModel.of(List.of(
                        data("one", new Systematic.Lumi("x/l", 1, 0.1)),
                        data("two", new Systematic.Lumi("x/l", 1, 0.2)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x/l")
                .hasMessageContaining("one")
                .hasMessageContaining("two");
        assertThatThrownBy(() -> BinnedModel.of(List.of(
                        data("one", new Systematic.NormFactor("x/l")),
                        data("two", new Systematic.NormSys("x/l", 0.9, 1.2)))))
                .isInstanceOf(IllegalArgumentException.class);
        CountingData joint = Models.counting(
                "joint",
                List.of(new GaussianConstraint(List.of("x/n"), DoubleVector.of(0), List.of(DoubleVector.of(2)))),
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("b", new double[] {9}, new Systematic.NormSys("x/n", 0.9, 1.1))));
        assertThatThrownBy(() -> BinnedModel.of(List.of(joint, data("two", new Systematic.NormSys("x/n", 0.9, 1.1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x/n")
                .hasMessageContaining("two");
    }

    @Test
    void dataSetsMayNotRepeat() {
        assertThatThrownBy(() -> BinnedModel.of(List.of(data("one"), data("one"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set one is given twice");
    }

    @Test
    void rowsAreFoundByName() {
        List<Dataset> data = Models.random(new Random(3));
        BinnedModel model = BinnedModel.of(data);
        assertThat(model.row("first", "d", 2)).isEqualTo(6);
        assertThat(model.row("second", "c", 0)).isEqualTo(7);
        assertThat(model.row("third", 1)).isEqualTo(13);
        assertThat(model.rows()).isEqualTo(14);
        assertThatThrownBy(() -> model.row("first", "d", 3)).hasMessage("there is no row first/d/3");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fastAndDenseFitOfAStrengthAgree(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        SignalModel signal = SignalModel.scaled("mu", Models.positive(random, model.rows(), 1, 2));
        compareFits(model, signal, random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fastAndDenseFitOfCouplingsAgree(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        compareFits(model, Models.quadratic(random, model.rows()), random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fastAndDenseFitOfAFluctuatingSignalAgree(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        SignalModel signal = Models.quadratic(random, model.rows());
        SignalModel quadraticPart = SignalModel.of(
                signal.parameters(),
                new double[model.rows()],
                new double[2][model.rows()],
                signal.polynomial.quadratic);
        compareFits(model, signal.fluctuating(quadraticPart), random);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    /**
     * Every end of a fast fit is a minimum, for the plain fit returns to it. The likelihood may have several, of which the
     * lowest is found by starts in all quadrants of the couplings.
     */
    private static void compareFits(BinnedModel model, SignalModel signal, Random random) {
        Fitter fitter = new Fitter(model);
        FitResult first = fitter.fit(model.observedData(), signal);
        for (ModelData data : List.of(model.observedData(), Models.toy(model, first, random))) {
            double lowestFast = Double.POSITIVE_INFINITY;
            double lowestDense = Double.POSITIVE_INFINITY;
            for (SignalModel started : starts(signal)) {
                FitResult fast = fitter.fit(data, started);
                assertThat(fast.reason()).isEmpty();
                DenseReference.Result again = DenseReference.refit(fast, 1e-12);
                assertThat(again.converged()).isTrue();
                assertThat(again.deviance()).isCloseTo(fast.deviance(), within(1e-8));
                DenseReference.Result dense = DenseReference.fit(data, started, 1e-12);
                assertThat(dense.converged()).isTrue();
                lowestFast = Math.min(lowestFast, fast.deviance());
                lowestDense = Math.min(lowestDense, dense.deviance());
            }
            assertThat(lowestFast).isCloseTo(lowestDense, within(1e-7));
        }
    }

    private static List<SignalModel> starts(SignalModel signal) {
        if (signal.parameters().size() == 1) {
            return List.of(signal);
        }
        double g = signal.parameters().get(0).start();
        double h = signal.parameters().get(1).start();
        return List.of(
                signal.startingAt(g, h), signal.startingAt(g, -h), signal.startingAt(-g, h), signal.startingAt(-g, -h));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void orderOfDataSetsDoesNotMatter(long seed) {
        List<Dataset> data = Models.random(new Random(seed));
        BinnedModel one = BinnedModel.of(data);
        BinnedModel two = BinnedModel.of(List.of(data.get(2), data.get(1), data.get(0)));
        double[] events = new double[14];
        Arrays.fill(events, 3);
        double first = new Fitter(one)
                .fit(one.observedData(), SignalModel.fixed(events))
                .deviance();
        double second = new Fitter(two)
                .fit(two.observedData(), SignalModel.fixed(events))
                .deviance();
        assertThat(second).isCloseTo(first, within(1e-9));
    }

    private static CountingData joint(String id, DoubleVector centre, DoubleVector... covariance) {
        return Models.counting(
                id,
                List.of(new GaussianConstraint(List.of("x/n", "x/m"), centre, List.of(covariance))),
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background(
                                "b",
                                new double[] {9},
                                new Systematic.NormSys("x/n", 0.9, 1.1),
                                new Systematic.NormSys("x/m", 0.8, 1.1))));
    }

    @Test
    void jointConstraintsOfSharedParametersMustAgree() {
        DoubleVector zero = DoubleVector.of(0, 0);
        DoubleVector first = DoubleVector.of(2, 0.5);
        DoubleVector second = DoubleVector.of(0.5, 1);
        CountingData one = joint("one", zero, first, second);
        BinnedModel model = BinnedModel.of(List.of(one, joint("two", zero, first, second)));
        assertThat(model.nuisanceNames()).containsExactly("x/n", "x/m");
        assertThat(model.constraintWidths()).containsExactly(new double[] {Math.sqrt(2), 1}, within(1e-15));
        assertThat(model.compiled().explicit.blocks).hasSize(1);
        for (CountingData other : List.of(
                joint("two", DoubleVector.of(0, 0.1), first, second),
                joint("two", zero, first, DoubleVector.of(0.5, 1.1)))) {
            assertThatThrownBy(() -> BinnedModel.of(List.of(one, other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("parameter x/n has different constraints in data set one and in data set two,"
                            + " expected the same");
        }
    }

    @Test
    void jointConstraintsAreOfParametersThatCanHaveThem() {
        GaussianConstraint constraint = new GaussianConstraint(
                List.of("p[0]", "n"), DoubleVector.of(1, 0), List.of(DoubleVector.of(1, 0), DoubleVector.of(0, 1)));
        assertThatThrownBy(() -> BinnedModel.of(List.of(Models.counting(
                        "d",
                        List.of(constraint),
                        Models.channel(
                                "c",
                                new double[] {7},
                                Models.background("b", new double[] {9}, new Systematic.NormSys("n", 0.9, 1.1)))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set d constrains d/p[0], which is not an explicit parameter of any sample");
    }

    @Test
    void setsBelongToOneChannelAndSample() {
        Channel one = Models.channel(
                "one", new double[] {7}, Models.background("b", new double[] {9}, Models.statError("mc", 1)));
        Channel two = Models.channel(
                "two", new double[] {7}, Models.background("b", new double[] {9}, Models.statError("mc", 1)));
        assertThatThrownBy(() -> BinnedModel.of(List.of(Models.counting("d", one, two))))
                .hasMessage("staterror mc is used in channel one of data set d and in channel two of data set d,"
                        + " expected one channel only");
        Systematic.ShapeSys shape = new Systematic.ShapeSys("u", DoubleVector.of(2));
        assertThatThrownBy(() -> BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {7},
                                Models.background("a", new double[] {4}, shape),
                                Models.background("b", new double[] {5}, shape))))))
                .hasMessage("shapesys u of data set d is used by two samples, expected one");
    }

    @Test
    void dataAreOneNumberPerRowAndParameter() {
        BinnedModel model = BinnedModel.of(List.of(
                data("d", new Systematic.ShapeSys("u", DoubleVector.of(3)), new Systematic.NormSys("k", 0.9, 1.1))));
        double[] observed = {7};
        double[] centres = {1, 0};
        assertThat(model.data(new double[] {0}, new double[] {0, -2}).centres()).containsExactly(0, -2);
        assertThatThrownBy(() -> model.data(new double[2], centres))
                .hasMessage("there are 2 observations, expected 1, one per row");
        assertThatThrownBy(() -> model.data(observed, new double[1]))
                .hasMessage("there are 1 centres, expected 2, one per nuisance parameter");
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> model.data(new double[] {wrong}, centres))
                    .hasMessage("the observation of row 0 is " + wrong + ", expected a finite number, in bins >= 0");
            assertThatThrownBy(() -> model.data(observed, new double[] {wrong, 0}))
                    .hasMessage("the centre of d/u[0] is " + wrong
                            + ", expected a finite number, >= 0 for Poisson constraints");
        }
        assertThatThrownBy(() -> model.data(observed, new double[] {1, Double.NaN}))
                .hasMessageStartingWith("the centre of d/k is NaN");
        assertThatThrownBy(() -> BinnedModel.of(List.of())).hasMessage("there is no data set, expected at least one");
    }

    /** Measured branching fractions may be negative, unlike counts. */
    @Test
    void measurementsMayBeNegative() {
        BinnedModel model = BinnedModel.of(List.of(Models.fractions(
                "f", List.of(), new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2, 0.5, 1))));
        assertThat(model.data(new double[] {-1}, new double[0]).observed()).containsExactly(-1);
    }
}
