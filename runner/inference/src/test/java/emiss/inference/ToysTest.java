package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import emiss.data.JsonDatasetWriter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Toys and Asimov data: reproducible, with the moments of their distributions, and fitted by their own hypothesis. */
class ToysTest {
    private static final int TOYS = 4000;

    private final BinnedModel model = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private final FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(model.smTemplate()));

    @Test
    void aToyDependsOnSeedAndIndexAlone() {
        PseudoExperiment first = new Toys(model, fit, 7).draw(12345);
        Toys toys = new Toys(model, fit, 7);
        toys.draw(3);
        PseudoExperiment again = toys.draw(12345);
        assertThat(again.data().observed()).isEqualTo(first.data().observed());
        assertThat(again.data().centres()).isEqualTo(first.data().centres());
        assertThat(again.index()).isEqualTo(OptionalLong.of(12345));
        assertThat(toys.seed()).isEqualTo(7);
        assertThat(toys.draw(12346).data().centres()).isNotEqualTo(first.data().centres());
        assertThat(new Toys(model, fit, 8).draw(12345).data().centres())
                .isNotEqualTo(first.data().centres());
    }

    @Test
    void theFirstToyStaysWhatItIs() {
        assertThat(Toys.seed(1, "SM")).isEqualTo(4925886619509982L);
        assertThat(new Toys(model, fit, 7).draw(0).data().observed()).startsWith(1856.0, 1815.0, 1781.0, 1072.0);
    }

    @Test
    void allDataFluctuateByTheirErrors() {
        Toys toys = new Toys(model, fit, 1);
        double[][] covariance = model.covarianceOfData(fit);
        int rows = model.rows();
        double[] expected = fit.expected();
        double[] nuisances = fit.nuisances();
        double[] sum = new double[covariance.length];
        double[] squares = new double[covariance.length];
        for (int i = 0; i < TOYS; i++) {
            ModelData data = toys.draw(i).data();
            for (int k = 0; k < sum.length; k++) {
                double shift =
                        k < rows ? data.observed()[k] - expected[k] : data.centres()[k - rows] - nuisances[k - rows];
                sum[k] += shift;
                squares[k] += shift * shift;
            }
        }
        for (int k = 0; k < sum.length; k++) {
            double variance = covariance[k][k];
            if (k >= rows && Math.sqrt(variance) > 0.25 * nuisances[k - rows] && nuisances[k - rows] > 0.1) {
                // a factor that is cut off at 0 often
                continue;
            }
            assertThat(sum[k] / TOYS).isCloseTo(0, within(5 * Math.sqrt(variance / TOYS) + 1e-300));
            // the fourth moment of a Poisson variable is 3 nu^2 + nu
            double spread = Math.sqrt((2 * variance * variance + (k < rows ? variance : 0)) / TOYS);
            assertThat(squares[k] / TOYS).isCloseTo(variance, within(5.5 * spread + 1e-300));
        }
    }

    @Test
    void correlatedMeasurementsAndConstraints() {
        BinnedModel mixed = BinnedModel.of(List.of(
                Models.counting(
                        "d",
                        List.of(new GaussianConstraint(
                                List.of("a", "b"),
                                DoubleVector.of(0, 0),
                                List.of(DoubleVector.of(1.5, -0.6), DoubleVector.of(-0.6, 0.5)))),
                        Models.channel(
                                "c",
                                new double[] {50},
                                Models.background(
                                        "bkg",
                                        new double[] {50},
                                        new Systematic.NormSys("a", 0.9, 1.1),
                                        new Systematic.NormSys("b", 0.8, 1.2)))),
                Models.fractions(
                        "f",
                        List.of(DoubleVector.of(1, 0.7), DoubleVector.of(0.7, 1)),
                        new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2, 0.5, 1),
                        new BranchingFractionData.Measurement(Mixture.of("B0->K0"), 1, 0.4, 0.4))));
        FitResult known = new Fitter(mixed).fit(mixed.observedData(), SignalModel.fixed(new double[] {0, 2, 1}));
        Toys toys = new Toys(mixed, known, 5);
        int a = mixed.nuisanceIndex("d/a");
        int b = mixed.nuisanceIndex("d/b");
        double product = 0;
        double correlation = 0;
        double below = 0;
        for (int i = 0; i < TOYS; i++) {
            ModelData data = toys.draw(i).data();
            product += (data.centres()[a] - known.nuisances()[a]) * (data.centres()[b] - known.nuisances()[b]);
            double first = data.observed()[1] - 2;
            double second = data.observed()[2] - 1;
            // a prediction below the measured value has the lower error
            correlation += first / (first > 0 ? 0.5 : 1) * (second / 0.4);
            below += first < 0 ? first * first : 0;
        }
        assertThat(product / TOYS).isCloseTo(-0.6, within(0.07));
        assertThat(correlation / TOYS).isCloseTo(0.7, within(0.08));
        assertThat(below / TOYS).isCloseTo(0.5, within(0.08));
        double[] statistics = IntStream.range(0, 500)
                .mapToDouble(i -> new Fitter(mixed)
                        .fit(toys.draw(i).data(), SignalModel.fixed(new double[] {0, 2, 1}))
                        .deviance())
                .toArray();
        // one bin and two measurements, no free parameter: a chi-square with 3 degrees of freedom
        assertThat(IntStream.range(0, 500)
                        .mapToDouble(i -> statistics[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(3, within(0.45));
    }

    @Test
    void asimovDataAreFittedExactly() {
        for (double mu : new double[] {0, 1, 4.6}) {
            double[] signal = model.smTemplate();
            for (int row = 0; row < signal.length; row++) {
                signal[row] *= mu;
            }
            Fitter fitter = new Fitter(model);
            FitResult at = fitter.fit(model.observedData(), SignalModel.fixed(signal));
            ModelData asimov = PseudoExperiment.asimov(at).data();
            assertThat(fitter.fit(asimov, SignalModel.fixed(signal)).deviance()).isLessThan(1e-12);
        }
    }

    @Test
    void toysAreWrittenAsDataSetsAndReadBack() {
        for (List<Dataset> real : List.of(List.of(Models.ITA, Models.HTA), Models.random(new Random(5)))) {
            BinnedModel known = BinnedModel.of(real);
            SignalModel signal = SignalModel.fixed(known.smTemplate());
            FitResult hypothesis = new Fitter(known).fit(known.observedData(), signal);
            PseudoExperiment toy = new Toys(known, hypothesis, 11).draw(2);
            List<Dataset> read = SimulatedData.of(known, toy).stream()
                    .map(dataset -> new JsonDatasetReader()
                            .read(
                                    new ByteArrayInputStream(new JsonDatasetWriter()
                                            .write(dataset)
                                            .getBytes(StandardCharsets.UTF_8)),
                                    "toy.json"))
                    .toList();
            BinnedModel again = BinnedModel.of(read);
            assertThat(again.nuisanceNames()).containsAll(known.nuisanceNames());
            assertThat(again.observedData().observed()).isEqualTo(toy.data().observed());
            assertThat(new Fitter(again).fit(again.observedData(), signal).deviance())
                    .isCloseTo(new Fitter(known).fit(toy.data(), signal).deviance(), within(1e-6));
        }
    }

    @Test
    void constraintsOfParametersOfInterestAreRedrawn() {
        SignalModel uncertain =
                SignalModel.scaled(ParameterOfInterest.free("mu", 1).constrained(1, 0.05), model.smTemplate());
        FitResult constrained = new Fitter(model).fit(model.observedData(), uncertain);
        Toys toys = new Toys(model, constrained, 3);
        Fitter fitter = new Fitter(model);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 300; i++) {
            PseudoExperiment toy = toys.draw(i);
            double mu = fitter.fit(toy.data(), toy.constrained(uncertain)).signalParameters()[0];
            sum += mu;
            squares += mu * mu;
        }
        double mean = sum / 300;
        assertThat(mean).isCloseTo(constrained.signalParameters()[0], within(0.012));
        assertThat(Math.sqrt(squares / 300 - mean * mean)).isCloseTo(0.05, within(0.009));
    }

    @Test
    void refusesWhatHasNoToys() {
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate());
        FitResult fluctuating = new Fitter(model).fit(model.observedData(), signal.fluctuating(signal));
        assertThatThrownBy(() -> new Toys(model, fluctuating, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("newPhysicsStatistics");
    }

    /** A set of factors beside a parameter called like one of them, and a private parameter called like a shared one. */
    @Test
    void parametersWithMadeUpNamesFluctuate() {
        BinnedModel made = BinnedModel.of(List.of(
                Models.counting(
                        "a",
                        Models.channel(
                                "c",
                                new double[] {90, 110},
                                Models.background(
                                        "bkg",
                                        new double[] {100, 100},
                                        new Systematic.NormSys("b/rate", 0.9, 1.1),
                                        new Systematic.NormSys("mc[1]", 0.9, 1.1),
                                        Models.statError("mc", 5, 5),
                                        new Systematic.NormSys("f[0]", 0.9, 1.1),
                                        new Systematic.ShapeSys("f", DoubleVector.of(10, 10))))),
                Models.counting(
                        "b",
                        Models.channel(
                                "c",
                                new double[] {50},
                                Models.background(
                                        "bkg", new double[] {50}, new Systematic.NormSys("rate", 0.9, 1.1))))));
        assertThat(made.nuisanceNames())
                .containsExactlyInAnyOrder(
                        "b/rate", "a/mc[1]", "a/mc_[0]", "a/mc_[1]", "a/f[0]", "a/f_[0]", "a/f_[1]", "b/rate_");
        SignalModel none = SignalModel.fixed(new double[3]);
        FitResult hypothesis = new Fitter(made).fit(made.observedData(), none);
        PseudoExperiment toy = new Toys(made, hypothesis, 4).draw(0);
        double[] centres = toy.data().centres();
        for (int i = 0; i < centres.length; i++) {
            assertThat(centres[i])
                    .as(made.nuisanceNames().get(i))
                    .isNotEqualTo(hypothesis.nuisances()[i]);
        }

        BinnedModel again = BinnedModel.of(SimulatedData.of(made, toy));
        assertThat(again.nuisanceNames()).isEqualTo(made.nuisanceNames());
        assertThat(again.observedData().centres()).containsExactly(centres, within(1e-12));
    }

    private static BinnedModel oneBin(double background, Systematic... systematics) {
        return Models.counts(new double[] {100}, new double[] {background}, systematics);
    }

    private static FitResult fitted(BinnedModel model) {
        return new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[model.rows()]));
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Toys(oneBin(100), fitted(oneBin(100)), 1))
                .hasMessage("the fit belongs to another model");
        BinnedModel impossible = oneBin(0);
        assertThatThrownBy(() -> new Toys(impossible, fitted(impossible), 1))
                .hasMessage(
                        "the hypothesis of the toys was not fitted: in bin d/c/0 no events are expected, but some were"
                                + " observed");
        BinnedModel large = oneBin(1e9);
        assertThatThrownBy(() -> new Toys(large, fitted(large), 1))
                .hasMessage("there are no toys with 1.0E9 expected events in a bin, expected below 1.0E9");
    }

    /** Where nothing is expected nothing is drawn; parameters that are free or held stay where they are. */
    @Test
    void someDataDoNotFluctuate() {
        BinnedModel empty = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {0, 40},
                                Models.background(
                                        "b",
                                        new double[] {0, 40},
                                        new Systematic.NormFactor("free"),
                                        new Systematic.NormSys("held", 0.9, 1.1))))
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
        FitResult hypothesis = fitted(empty);
        Toys toys = new Toys(empty, hypothesis, 1);
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            ModelData data = toys.draw(i).data();
            assertThat(data.observed()[0]).isZero();
            assertThat(data.centres()).containsExactly(hypothesis.nuisances());
            sum += data.observed()[1];
        }
        assertThat(sum / 200).isCloseTo(40, within(5 * Math.sqrt(40.0 / 200)));
    }

    /** The counts of a Poisson constraint with tau = 4, fitted at gamma = (100 + 4)/(150 + 4). */
    @Test
    void poissonConstraintsAreCounts() {
        BinnedModel counting = oneBin(150, new Systematic.ShapeSys("u", DoubleVector.of(75)));
        FitResult hypothesis = fitted(counting);
        double gamma = 104.0 / 154;
        assertThat(hypothesis.nuisances()[0]).isCloseTo(gamma, within(1e-5));
        Toys toys = new Toys(counting, hypothesis, 1);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < TOYS; i++) {
            double counts = 4 * toys.draw(i).data().centres()[0];
            assertThat(counts).isEqualTo(Math.rint(counts)).isNotNegative();
            sum += counts;
            squares += counts * counts;
        }
        double mean = 4 * gamma;
        assertThat(sum / TOYS).isCloseTo(mean, within(5 * Math.sqrt(mean / TOYS)));
        assertThat(squares / TOYS - mean * mean)
                .isCloseTo(mean, within(5 * Math.sqrt((2 * mean * mean + mean) / TOYS)));
    }

    /** The order in which data sets are given has no influence on any of them. */
    @Test
    void dataSetsAreDrawnInTheOrderOfTheirIds() {
        List<Dataset> real = List.of(
                ownData("z"),
                Models.fractions(
                        "m", List.of(), new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2, 0.5, 1)),
                ownData("a"));
        BinnedModel one = BinnedModel.of(real);
        BinnedModel other = BinnedModel.of(List.of(real.get(2), real.get(1), real.get(0)));
        double[] events = new double[one.rows()];
        Arrays.fill(events, 2);
        SignalModel signal = SignalModel.fixed(events);
        ModelData first = new Toys(one, new Fitter(one).fit(one.observedData(), signal), 3)
                .draw(1)
                .data();
        ModelData second = new Toys(other, new Fitter(other).fit(other.observedData(), signal), 3)
                .draw(1)
                .data();
        for (int row = 0; row < one.rows(); row++) {
            int there = other.rowNames().indexOf(one.rowNames().get(row));
            assertThat(second.observed()[there]).isCloseTo(first.observed()[row], within(1e-12));
        }
        for (int i = 0; i < one.nuisanceNames().size(); i++) {
            int there = other.nuisanceIndex(one.nuisanceNames().get(i));
            assertThat(second.centres()[there]).isCloseTo(first.centres()[i], within(1e-6));
        }
    }

    /** Whoever repeats a run with the same seed gets the same toys, from this version and the next. */
    @Test
    void toysOfAllKindsStayWhatTheyAre() {
        BinnedModel kinds = BinnedModel.of(List.of(
                ownData("a"),
                Models.counting(
                        "b",
                        List.of(new GaussianConstraint(
                                List.of("x", "y"),
                                DoubleVector.of(0, 0),
                                List.of(DoubleVector.of(2, 0.5), DoubleVector.of(0.5, 1)))),
                        Models.channel(
                                "c",
                                new double[] {30},
                                Models.background(
                                        "bkg",
                                        new double[] {30},
                                        new Systematic.NormSys("x", 0.9, 1.1),
                                        new Systematic.NormSys("y", 0.9, 1.1)))),
                Models.fractions(
                        "m",
                        List.of(DoubleVector.of(1, 0.7), DoubleVector.of(0.7, 1)),
                        new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2, 0.5, 1),
                        new BranchingFractionData.Measurement(Mixture.of("B0->K0"), 1, 0.4, 0.4))));
        SignalModel signal = SignalModel.scaled(ParameterOfInterest.free("s", 1).constrained(1, 0.1), new double[5]);
        PseudoExperiment toy = new Toys(kinds, new Fitter(kinds).fit(kinds.observedData(), signal), 7).draw(0);

        assertThat(toy.data().observed()).containsExactly(new double[] {50, 53, 30, -0.39413, -0.24772}, within(1e-4));
        assertThat(kinds.nuisanceNames())
                .containsExactly("a/k", "a/u[0]", "a/u[1]", "b/x", "b/y", "a/mc[0]", "a/mc[1]");
        assertThat(toy.data().centres())
                .containsExactly(
                        new double[] {0.08789, 24 / 25.0, 78 / 81.0, 0.87144, 1.14481, 0.95994, 1.25581}, within(1e-4));
        assertThat(toy.constrained(signal).measured.values()).containsExactly(new double[] {11.17836}, within(1e-4));
    }

    private static Dataset ownData(String id) {
        return Models.counting(
                id,
                Models.channel(
                        "c",
                        new double[] {40, 50},
                        Models.background(
                                "b",
                                new double[] {45, 45},
                                new Systematic.NormSys("k", 0.9, 1.1),
                                new Systematic.ShapeSys("u", DoubleVector.of(9, 5)),
                                Models.statError("mc", 5, 5))));
    }

    @Test
    void hypothesesHaveSeedsOfTheirOwn() {
        assertThat(List.of(
                        Toys.seed(1, "a"),
                        Toys.seed(1, "b"),
                        Toys.seed(2, "a"),
                        Toys.seed(1, "ab"),
                        Toys.seed(1, "ba")))
                .doesNotHaveDuplicates()
                .allSatisfy(seed -> assertThat(seed).isBetween(0L, 1L << 53));
    }

    /** Starts, bounds and widths of a data set stay with its toys; auxiliary data are those of the toy. */
    @Test
    void settingsStayWithTheToys() {
        DoubleVector none = DoubleVector.of();
        ParameterSettings.Bounds bounds = new ParameterSettings.Bounds(-2, 2);
        BinnedModel real = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {90},
                                Models.background(
                                        "b",
                                        new double[] {100},
                                        new Systematic.NormSys("k", 0.9, 1.1),
                                        new Systematic.NormFactor("f"))))
                .toBuilder()
                .parameters(List.of(
                        new ParameterSettings("k", DoubleVector.of(0.5), List.of(bounds), null, none, none, none),
                        new ParameterSettings("f", DoubleVector.of(1.2), List.of(), true, none, none, none)))
                .build()));
        PseudoExperiment toy = new Toys(real, fitted(real), 1).draw(0);
        CountingData simulated = (CountingData) SimulatedData.of(real, toy).get(0);

        assertThat(simulated.parameters())
                .containsExactly(
                        new ParameterSettings(
                                "k",
                                DoubleVector.of(0.5),
                                List.of(bounds),
                                null,
                                DoubleVector.of(toy.data().centres()[real.nuisanceIndex("d/k")]),
                                none,
                                none),
                        new ParameterSettings("f", DoubleVector.of(1.2), List.of(), true, none, none, none));
    }
}
