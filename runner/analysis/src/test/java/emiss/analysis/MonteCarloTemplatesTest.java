package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.experiment.TemplateUncertainty;
import emiss.api.experiment.TemplateUncertainty.Target;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Template uncertainties from theory, on the toy histogram that is shipped as an example. */
class MonteCarloTemplatesTest {
    private static final int DRAWS = 1000;
    private static final CountingData TOY = ToyHistogram.data();

    private static TemplateUncertainty uncertainty(Target actsOn, int draws, long seed) {
        TemplateUncertainty shipped = TOY.templateUncertainties().get(0);
        return new TemplateUncertainty(
                shipped.channel(), actsOn, shipped.efficiencyUncertainty(), shipped.backgrounds(), draws, seed);
    }

    private static TemplateUncertainty exactEfficiency(int draws) {
        return new TemplateUncertainty("Kstar0", Target.STANDARD_MODEL, DoubleVector.of(), Map.of("BB", 3.0), draws, 1);
    }

    private static CountingData toy(
            List<Channel> channels, List<GaussianConstraint> constraints, List<TemplateUncertainty> uncertainties) {
        return TOY.toBuilder()
                .channels(channels)
                .constraints(constraints)
                .formFactorParameters(Set.of())
                .templateUncertainties(uncertainties)
                .parameters(List.of())
                .build();
    }

    private static CountingData toyWith(TemplateUncertainty... uncertainties) {
        return toy(TOY.channels(), List.of(), List.of(uncertainties));
    }

    private static double[][] covariance(TemplateUncertainty uncertainty) {
        return new MonteCarloYields(TOY, List.of(uncertainty), Fixtures.theory()).covariance(true);
    }

    private static double[] yields(HadronicTransition transition, int column, double shift) {
        Response response = TOY.responses().get(0);
        DoubleVector spectrum = Fixtures.theory().standardModel().branchingFractions(transition, response.q2Edges());
        return response.eventsPerBranchingFraction().stream()
                .mapToDouble(row -> IntStream.range(0, row.size())
                        .mapToDouble(j -> row.at(j) * spectrum.at(j) * (j == column ? 1 + shift : 1))
                        .sum())
                .toArray();
    }

    /** Sigma_SM if yields were linear in coefficients and efficiencies. */
    private static double[][] linearCovariance(TemplateUncertainty uncertainty) {
        HadronicTransition transition = Fixtures.theory().transition("B0->K*0");
        double[] central = yields(transition, 0, 0);
        List<double[]> directions = new ArrayList<>();
        List<FormFactors> moved = transition.formFactors().variations();
        for (int axis = 0; axis < moved.size(); axis += 2) {
            double[] up = yields(shifted(transition, moved.get(axis)), 0, 0);
            double[] down = yields(shifted(transition, moved.get(axis + 1)), 0, 0);
            directions.add(IntStream.range(0, central.length)
                    .mapToDouble(i -> (up[i] - down[i]) / (2 * central[i]))
                    .toArray());
        }
        DoubleVector efficiency = uncertainty.efficiencyUncertainty();
        for (int j = 0; j < efficiency.size(); j++) {
            double[] up = yields(transition, j, efficiency.at(j));
            directions.add(IntStream.range(0, central.length)
                    .mapToDouble(i -> up[i] / central[i] - 1)
                    .toArray());
        }
        double[][] covariance = new double[central.length][central.length];
        for (double[] direction : directions) {
            for (int i = 0; i < central.length; i++) {
                for (int k = 0; k < central.length; k++) {
                    covariance[i][k] += direction[i] * direction[k];
                }
            }
        }
        return covariance;
    }

    private static HadronicTransition shifted(HadronicTransition transition, FormFactors formFactors) {
        return new HadronicTransition(transition.transition(), formFactors, transition.inputs());
    }

    @Test
    void requestsThatDoNotMatchTheDataAreRefused() {
        TemplateUncertainty good = exactEfficiency(10);
        assertThatThrownBy(() -> toyWith(good, good)).hasMessageContaining("two template uncertainties of channel");
        assertThatThrownBy(() -> toyWith(request("K", DoubleVector.of(), Map.of())))
                .hasMessageContaining("channel K, which does not exist");
        assertThatThrownBy(() -> toyWith(request("Kstar0", DoubleVector.of(0.1), Map.of())))
                .hasMessageContaining("has 1 numbers, expected 28");
        assertThatThrownBy(() -> toyWith(request("Kstar0", DoubleVector.of(), Map.of("signal", 3.0))))
                .hasMessageContaining("signal, which is not a background");
        assertThatThrownBy(() -> request("Kstar0", DoubleVector.of(-0.1), Map.of()))
                .hasMessageContaining("is -0.1 in q2 bin 0");
        assertThatThrownBy(() -> request("Kstar0", DoubleVector.of(), Map.of("BB", 0.0)))
                .hasMessageContaining("of BB in channel Kstar0 is 0.0");
        assertThatThrownBy(() -> exactEfficiency(1)).hasMessageContaining("has 1 draws");
    }

    private static TemplateUncertainty request(
            String channel, DoubleVector efficiencyUncertainty, Map<String, Double> backgrounds) {
        return new TemplateUncertainty(channel, Target.STANDARD_MODEL, efficiencyUncertainty, backgrounds, 10, 1);
    }

    @Test
    void covarianceAgreesWithLinearPropagation() {
        for (TemplateUncertainty uncertainty :
                List.of(uncertainty(Target.STANDARD_MODEL, DRAWS, 11), exactEfficiency(DRAWS))) {
            double[][] drawn = covariance(uncertainty);
            double[][] linear = linearCovariance(uncertainty);
            for (int i = 0; i < linear.length; i++) {
                for (int j = 0; j < linear.length; j++) {
                    double standardError =
                            Math.sqrt((linear[i][i] * linear[j][j] + linear[i][j] * linear[i][j]) / (DRAWS - 1));
                    assertThat(drawn[i][j]).as("%d %d", i, j).isCloseTo(linear[i][j], within(4 * standardError));
                }
            }
        }
    }

    @Test
    void covarianceDependsOnTheSeedOnly() {
        double[][] first = covariance(uncertainty(Target.STANDARD_MODEL, 50, 3));

        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> covariance(uncertainty(Target.STANDARD_MODEL, 50, 3)))
                        .toList())
                .allSatisfy(other -> assertThat(other).isDeepEqualTo(first));
        assertThat(covariance(uncertainty(Target.STANDARD_MODEL, 50, 4))[0][0]).isNotEqualTo(first[0][0]);
    }

    @Test
    void efficienciesAloneVaryWhereFormFactorsAreExact() {
        MonteCarloYields yields =
                new MonteCarloYields(TOY, List.of(uncertainty(Target.STANDARD_MODEL, DRAWS, 1)), Fixtures.theory());

        double[][] covariance = yields.covariance(false);

        // Neighbouring bins share one q2 bin in four, others none: correlations beyond neighbours are noise.
        double noise = Math.sqrt(covariance[0][0] * covariance[3][3] / (DRAWS - 1));
        assertThat(covariance[0][3]).isCloseTo(0, within(4 * noise));
        assertThat(covariance[0][0]).isPositive().isLessThan(yields.covariance(true)[0][0]);
        assertThat(new MonteCarloYields(TOY, List.of(exactEfficiency(20)), Fixtures.theory()).covariance(false))
                .isDeepEqualTo(new double[7][7]);
    }

    @Test
    void shapesAddUpToTheCovariance() {
        double[][] covariance = covariance(uncertainty(Target.STANDARD_MODEL, 200, 1));

        assertThat(MonteCarloShapes.of(covariance)).hasSize(7);
        assertThat(sumOfSquares(MonteCarloShapes.of(covariance), 7))
                .satisfies(sum -> assertSame(sum, covariance, 1e-12));
    }

    @Test
    void singularCovariancesHaveFewerShapes() {
        double[][] covariance = covariance(exactEfficiency(4));

        assertThat(MonteCarloShapes.of(covariance)).hasSize(3);
        assertThat(sumOfSquares(MonteCarloShapes.of(covariance), 7))
                .satisfies(sum -> assertSame(sum, covariance, 1e-12));
        assertThat(MonteCarloShapes.of(new double[7][7])).isEmpty();
    }

    private static double[][] sumOfSquares(List<double[]> shapes, int size) {
        double[][] sum = new double[size][size];
        for (double[] shape : shapes) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum[i][j] += shape[i] * shape[j];
                }
            }
        }
        return sum;
    }

    private static void assertSame(double[][] actual, double[][] expected, double relative) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                double scale = Math.sqrt(expected[i][i] * expected[j][j]);
                assertThat(actual[i][j]).isCloseTo(expected[i][j], within(relative * scale));
            }
        }
    }

    @Test
    void backgroundsBorrowTheCorrelation() {
        double[][] standardModel = covariance(uncertainty(Target.STANDARD_MODEL, 200, 1));
        double[] contents = {2.6, 2.4, 0, 2.2, 2, 1.6, 0.9};

        double[][] background = MonteCarloTemplates.backgroundCovariance(
                standardModel, Arrays.stream(contents).map(b -> 3 * b).toArray());

        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                if (i == 2 || j == 2) {
                    assertThat(background[i][j]).isZero();
                } else {
                    assertThat(background[i][j] / Math.sqrt(background[i][i] * background[j][j]))
                            .isCloseTo(
                                    standardModel[i][j] / Math.sqrt(standardModel[i][i] * standardModel[j][j]),
                                    within(1e-12));
                }
            }
        }
        assertThat(background[0][0]).isCloseTo(1 / (2.6 * 3), within(1e-15));
    }

    /** The same Gaussian blocks in another form: one relative shift a bin, with a multivariate constraint. */
    private static CountingData explicitBlocks(double[][] standardModel) {
        Channel channel = TOY.channels().get(0);
        List<Sample> samples = new ArrayList<>();
        List<GaussianConstraint> constraints = new ArrayList<>();
        for (Sample sample : channel.samples()) {
            if (sample.name().equals("continuum")) {
                samples.add(sample);
                continue;
            }
            boolean signal = sample.role() == Sample.Role.SIGNAL;
            double[][] covariance = signal
                    ? standardModel
                    : MonteCarloTemplates.backgroundCovariance(
                            standardModel,
                            Arrays.stream(sample.nominal().toArray())
                                    .map(b -> 3 * b)
                                    .toArray());
            List<Systematic> systematics = new ArrayList<>(sample.systematics());
            List<String> names = new ArrayList<>();
            for (int bin = 0; bin < 7; bin++) {
                int shifted = bin;
                names.add(sample.name() + bin);
                systematics.add(new Systematic.HistoSys(
                        sample.name() + bin,
                        DoubleVector.generate(
                                7, i -> i == shifted ? 0 : sample.nominal().at(i)),
                        DoubleVector.generate(
                                7,
                                i -> (i == shifted ? 2 : 1) * sample.nominal().at(i))));
            }
            samples.add(new Sample(sample.name(), sample.role(), sample.nominal(), systematics));
            constraints.add(new GaussianConstraint(
                    names,
                    DoubleVector.of(new double[7]),
                    Arrays.stream(covariance).map(DoubleVector::of).toList()));
        }
        Channel expanded = new Channel(
                channel.name(),
                channel.title(),
                channel.variable(),
                channel.unit(),
                channel.bins(),
                channel.observed(),
                samples);
        return toy(List.of(expanded), constraints, List.of());
    }

    private static double t(Dataset dataset, double[] newPhysics) {
        Fitter fitter = new Fitter(BinnedModel.of(List.of(dataset)));
        double[] standardModel = fitter.model().smTemplate();
        double[] both = IntStream.range(0, standardModel.length)
                .mapToDouble(i -> standardModel[i] + newPhysics[i])
                .toArray();
        FitResult first = fitter.fit(fitter.model().observedData(), SignalModel.fixed(standardModel));
        FitResult second = fitter.fit(fitter.model().observedData(), SignalModel.fixed(both));
        assertThat(first.converged()).isTrue();
        assertThat(second.converged()).isTrue();
        return second.deviance() - first.deviance();
    }

    @Test
    void shapesAreTheMultivariateGaussianOfThePaper() {
        TemplateUncertainty uncertainty = uncertainty(Target.SIGNAL, 200, 1);
        Dataset byShapes = MonteCarloTemplates.expand(toyWith(uncertainty), Fixtures.theory());
        Dataset byBlocks = explicitBlocks(covariance(uncertainty));

        for (double[] newPhysics :
                List.of(new double[] {3, 0, 0, 0, 0, 0, 0}, new double[] {1, 1, 1, 1, 1, 1, 1}, new double[] {
                    0, 0, 0, 9, 0, 0, 0
                })) {
            assertThat(t(byShapes, newPhysics)).isCloseTo(t(byBlocks, newPhysics), within(1e-6));
        }
    }

    @Test
    void uncertaintiesWeakenExclusions() {
        double[] newPhysics = {4, 4, 4, 4, 4, 4, 4};
        double exact = t(toyWith(), newPhysics);

        double onStandardModel = t(
                MonteCarloTemplates.expand(toyWith(uncertainty(Target.STANDARD_MODEL, 200, 1)), Fixtures.theory()),
                newPhysics);
        double onSignal = t(
                MonteCarloTemplates.expand(toyWith(uncertainty(Target.SIGNAL, 200, 1)), Fixtures.theory()), newPhysics);

        assertThat(exact).isGreaterThan(9);
        assertThat(onStandardModel).isPositive().isLessThan(0.95 * exact);
        assertThat(onSignal).isPositive().isLessThan(onStandardModel);
    }

    @Test
    void standardModelShiftsLeaveNewParticlesAlone() {
        double[] standardModel =
                TOY.channels().get(0).samples().get(0).nominal().toArray();
        double[] withNew =
                IntStream.range(0, 7).mapToDouble(i -> standardModel[i] + 5).toArray();

        double[] ofStandardModel = effectOfFirstShape(Target.STANDARD_MODEL, standardModel);
        double[] ofBoth = effectOfFirstShape(Target.STANDARD_MODEL, withNew);
        double[] onSignal = effectOfFirstShape(Target.SIGNAL, standardModel);
        double[] onSignalOfBoth = effectOfFirstShape(Target.SIGNAL, withNew);

        for (int i = 0; i < 7; i++) {
            assertThat(ofStandardModel[i]).isNotZero();
            assertThat(ofBoth[i]).isCloseTo(ofStandardModel[i], within(1e-12));
            assertThat(onSignal[i]).isCloseTo(ofStandardModel[i], within(1e-12));
            assertThat(onSignalOfBoth[i]).isCloseTo(ofStandardModel[i] * withNew[i] / standardModel[i], within(1e-11));
        }
    }

    /** Events that the first shape of the signal adds in every bin, from the slope of ln L with one observed event a bin. */
    private static double[] effectOfFirstShape(Target actsOn, double[] signal) {
        BinnedModel model = BinnedModel.of(
                List.of(MonteCarloTemplates.expand(toyWith(uncertainty(actsOn, 200, 1)), Fixtures.theory())));
        String name = TOY.id() + "/theta_SM[Kstar0,0]";
        double[] centres = model.observedData().centres();
        double[] effect = new double[7];
        for (int bin = 0; bin < 7; bin++) {
            effect[bin] =
                    expected(model, centres, signal, name, 1, bin) - expected(model, centres, signal, name, 0, bin);
        }
        return effect;
    }

    /** The expectation of one bin: ln L(n = 1) - ln L(n = 0) = ln nu. */
    private static double expected(
            BinnedModel model, double[] centres, double[] signal, String name, double alpha, int bin) {
        double[] one = new double[7];
        one[bin] = 1;
        SignalModel fixed = SignalModel.fixed(signal);
        Map<String, Double> nuisances = Map.of(name, alpha);
        return Math.exp(model.logPdf(model.data(one, centres), fixed, new double[0], nuisances)
                - model.logPdf(model.data(new double[7], centres), fixed, new double[0], nuisances));
    }

    /** A parameter of the data set that is called like a shape stays one of its own. */
    @Test
    void shapesHaveNamesThatNobodyHas() {
        CountingData data = toyWith(uncertainty(Target.SIGNAL, 200, 1));
        Channel channel = data.channels().get(0);
        List<Sample> samples = new ArrayList<>(channel.samples());
        samples.add(new Sample(
                "other",
                Sample.Role.BACKGROUND,
                DoubleVector.generate(7, i -> 1),
                List.of(new Systematic.NormSys("theta_SM[Kstar0,0]", 0.9, 1.1))));
        Channel changed = new Channel(
                channel.name(),
                channel.title(),
                channel.variable(),
                channel.unit(),
                channel.bins(),
                channel.observed(),
                samples);

        BinnedModel model = BinnedModel.of(List.of(MonteCarloTemplates.expand(
                data.toBuilder().channels(List.of(changed)).build(), Fixtures.theory())));

        assertThat(model.nuisanceNames()).contains(TOY.id() + "/theta_SM[Kstar0,0]", TOY.id() + "/theta_SM_[Kstar0,0]");
    }

    @Test
    void shippedToyIsFitted() {
        Analysis with = new Analysis(List.of(TOY), Fixtures.theory());
        Analysis without = new Analysis(List.of(toyWith()), Fixtures.theory());
        Analysis efficienciesOnly = new Analysis(List.of(TOY), Fixtures.theory(0, FormFactorUncertainty.NONE));

        assertThat(with.standardModelFit().converged()).isTrue();
        assertThat(with.rescaledFit().converged()).isTrue();
        assertThat(with.model().nuisanceNames())
                .hasSize(without.model().nuisanceNames().size() + 14);
        assertThat(Math.abs(with.t(with.rescaledFit()))).isLessThan(Math.abs(without.t(without.rescaledFit())));
        assertThat(with.standardModelFit().deviance())
                .isLessThan(without.standardModelFit().deviance());
        assertThat(efficienciesOnly.standardModelFit().deviance())
                .isBetween(
                        with.standardModelFit().deviance(),
                        without.standardModelFit().deviance());
        assertThat(with.standardModelRows()).isEqualTo(without.standardModelRows());
        assertThat(with.datasets()).containsExactly(TOY);
    }

    @Test
    void couplingsAreFittedAndExcludedLessSharply() {
        Scenario vector = Fixtures.scenario("vector");
        double[] t = new double[2];
        for (int i = 0; i < 2; i++) {
            Analysis analysis = new Analysis(List.of(i == 0 ? TOY : toyWith()), Fixtures.theory());
            Hypothesis hypothesis = analysis.hypothesis(
                    new Candidate(vector, 2, 10_000, 0), List.of(Basis.Variable.coupling("hV")), false);
            CouplingFit best = new CouplingFitter(analysis).fit(hypothesis);
            assertThat(best.isConverged()).isTrue();
            assertThat(best.t()).isLessThanOrEqualTo(1e-9);
            // 21 events in the second bin, where 3.4 are expected and 5 observed.
            SignalModel large = hypothesis.withFixed(Map.of("hV", 6e-8));
            t[i] = analysis.t(new Fitter(analysis.model()).fit(analysis.data(), large));
        }

        assertThat(t[0]).isPositive().isLessThan(t[1]);
    }

    @Test
    void singularCovariancesAreFitted() {
        Analysis analysis = new Analysis(List.of(toyWith(exactEfficiency(3))), Fixtures.theory());

        assertThat(analysis.standardModelFit().converged()).isTrue();
        assertThat(analysis.model().nuisanceNames().stream().filter(name -> name.contains("theta_SM")))
                .hasSize(2);
    }
}
