package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.NuisanceGroup;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.data.JsonDatasetReader;
import emiss.physics.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Folding, hypotheses and fits of couplings. */
class AnalysisTest {
    private static final double LAMBDA = 10_000;
    private static final Provenance MADE_UP = new Provenance("made up for a test", List.of(), "");
    private static final List<Dataset> BELLE_II = ServiceLoader.load(Experiment.class).stream()
            .map(provider -> provider.get())
            .filter(experiment -> experiment
                    .group()
                    .filter(group -> group.id().equals("belle2"))
                    .isPresent())
            .sorted(Comparator.comparing(Experiment::id))
            .map(experiment -> experiment.dataset(new JsonDatasetReader()))
            .toList();

    private static List<Basis.Variable> couplings(String... names) {
        return Stream.of(names).map(Basis.Variable::coupling).toList();
    }

    /** One bin that sees 10 events per unit branching fraction for q2 in 0..2 GeV^2, and 30 for 2..4. */
    private static Analysis twoSteps() {
        return twoSteps(Mixture.of("B+->K+"));
    }

    private static Analysis twoSteps(Mixture mixture) {
        return seeing(new Response(
                mixture, Helicity.TOTAL, "c", DoubleVector.of(0, 2, 4), List.of(DoubleVector.of(1e6, 3e6))));
    }

    private static Analysis seeing(Response... responses) {
        Channel channel = new Channel(
                "c",
                "c",
                "x",
                "1",
                List.of(new Bin(0, 1, "")),
                DoubleVector.of(5),
                List.of(
                        new Sample("signal", Sample.Role.SIGNAL, DoubleVector.of(1e-4), List.of()),
                        new Sample("background", Sample.Role.BACKGROUND, DoubleVector.of(5), List.of())));
        CountingData data = CountingData.builder("steps", "two steps", Quality.UNPUBLISHED, MADE_UP, List.of(channel))
                .responses(List.of(responses))
                .build();
        return new Analysis(List.of(data), Fixtures.theory());
    }

    /** A set of factors beside a parameter that is called like one of them, so that their names are made up. */
    @Test
    void madeUpNamesBelongToTheGroupOfTheirParameter() {
        Channel channel = new Channel(
                "c",
                "c",
                "x",
                "1",
                List.of(new Bin(0, 1, ""), new Bin(1, 2, "")),
                DoubleVector.of(5, 5),
                List.of(new Sample(
                        "background",
                        Sample.Role.BACKGROUND,
                        DoubleVector.of(5, 5),
                        List.of(
                                new Systematic.NormSys("mc[1]", 0.9, 1.1),
                                new Systematic.StatError("mc", DoubleVector.of(0.5, 0.5))))));
        CountingData data = CountingData.builder("d", "made-up names", Quality.UNPUBLISHED, MADE_UP, List.of(channel))
                .nuisanceGroups(List.of(new NuisanceGroup("normalisation", List.of("mc[1]"))))
                .build();

        Analysis analysis = new Analysis(List.of(data), Fixtures.theory());

        assertThat(analysis.model().nuisanceNames()).containsExactlyInAnyOrder("d/mc[1]", "d/mc_[0]", "d/mc_[1]");
        assertThat(analysis.nuisanceGroups(List.of("d/mc[1]", "d/mc_[0]", "d/mc_[1]", "d/mc")))
                .containsExactly(
                        "normalisation",
                        NuisanceGroup.MC_STATISTICS,
                        NuisanceGroup.MC_STATISTICS,
                        NuisanceGroup.OTHERS);
    }

    private static double eventsPerBranchingFraction(Analysis analysis, double mass, double width) {
        Scenario vector = Fixtures.scenario("vector");
        Hypothesis hypothesis = analysis.hypothesis(new Candidate(vector, mass, LAMBDA, width), couplings("hV"), false);
        Map<String, Complex> value = Map.of("hV", Complex.real(1e-8));
        return hypothesis.newPhysicsRows(value)[0]
                / hypothesis.branchingFractions(value).get("B+->K+");
    }

    @Test
    void linesSeeTheResponseInterpolatedBetweenBinCentres() {
        Analysis analysis = twoSteps();

        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(0.5), 0)).isCloseTo(1e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, 1, 0)).isCloseTo(1e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(1.5), 0)).isCloseTo(1.5e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(2), 0)).isCloseTo(2e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(3.5), 0)).isCloseTo(3e6, within(1e-3));
    }

    @Test
    void linesAreNotSeenOutsideTheEdges() {
        Analysis analysis = seeing(response("B+->K+", DoubleVector.of(1, 3, 5), DoubleVector.of(1e6, 3e6)));

        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(0.99), 0)).isZero();
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(1.01), 0)).isCloseTo(1e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(4.99), 0)).isCloseTo(3e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(5.01), 0)).isZero();
        assertThat(analysis.hypothesis(
                                new Candidate(Fixtures.scenario("vector"), 0.5, LAMBDA, 0), couplings("hV"), false)
                        .couplingParameters())
                .isZero();
    }

    @Test
    void aVetoedBinDoesNotSeeThroughItsNeighbours() {
        Response vetoed = response("B+->K+", DoubleVector.of(0, 2, 4, 6), DoubleVector.of(1e6, 0, 3e6));
        Analysis analysis = seeing(vetoed);

        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(1.9), 0)).isCloseTo(0.55e6, within(1e-3));
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(2.1), 0)).isZero();
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(3.9), 0)).isZero();
        assertThat(eventsPerBranchingFraction(analysis, Math.sqrt(4.1), 0)).isCloseTo(1.65e6, within(1e-3));
        // Another decay of the data set changes nothing, another response to the same one does.
        assertThat(eventsPerBranchingFraction(
                        seeing(vetoed, response("B0->K0", DoubleVector.of(0, 6), DoubleVector.of(1))),
                        Math.sqrt(2.1),
                        0))
                .isLessThan(1);
        assertThat(eventsPerBranchingFraction(
                        seeing(vetoed, response("B+->K+", DoubleVector.of(0, 6), DoubleVector.of(1e6))),
                        Math.sqrt(2.1),
                        0))
                .isCloseTo(1.45e6, within(1e-3));
    }

    private static Response response(String transition, DoubleVector edges, DoubleVector row) {
        return new Response(Mixture.of(transition), Helicity.TOTAL, "c", edges, List.of(row));
    }

    /** Lines, broad particles and pairs, below and above the threshold of one of the two. */
    @Test
    void mixturesAreWeightedSums() {
        Mixture mixture = new Mixture(Map.of("B+->K+", 0.73, "B0->K*0", 0.27));
        for (double width : new double[] {0, 0.1}) {
            assertThat(events(mixture, "vector", "hV", 1.3, width))
                    .isCloseTo(
                            0.73 * events(Mixture.of("B+->K+"), "vector", "hV", 1.3, width)
                                    + 0.27 * events(Mixture.of("B0->K*0"), "vector", "hV", 1.3, width),
                            Percentage.withPercentage(1e-12));
        }
        assertThat(events(mixture, "dirac-pair", "fVV", 0.6, 0))
                .isCloseTo(
                        0.73 * events(Mixture.of("B+->K+"), "dirac-pair", "fVV", 0.6, 0)
                                + 0.27 * events(Mixture.of("B0->K*0"), "dirac-pair", "fVV", 0.6, 0),
                        Percentage.withPercentage(1e-12));
    }

    private static double events(Mixture mixture, String scenario, String coupling, double mass, double width) {
        return twoSteps(mixture)
                .hypothesis(new Candidate(Fixtures.scenario(scenario), mass, LAMBDA, width), couplings(coupling), false)
                .newPhysicsRows(Map.of(coupling, Complex.real(1e-8)))[0];
    }

    @Test
    void mixturesOfBranchingFractionsAreWeightedSums() {
        Analysis analysis = new Analysis(
                List.of(new BranchingFractionData(
                        "average",
                        "an average",
                        Quality.INFERRED_GAUSSIAN,
                        MADE_UP,
                        List.of(
                                new BranchingFractionData.Measurement(
                                        new Mixture(Map.of("B+->K+", 0.73, "B0->K0", 0.27)), 1e-5, 5e-6, 5e-6),
                                new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 1e-5, 5e-6, 5e-6),
                                new BranchingFractionData.Measurement(Mixture.of("B0->K0"), 1e-5, 5e-6, 5e-6)),
                        List.of(),
                        null)),
                Fixtures.theory());
        double[] standardModel = analysis.standardModelRows();
        double[] vector = analysis.hypothesis(
                        new Candidate(Fixtures.scenario("vector"), 2, LAMBDA, 0), couplings("hV"), false)
                .newPhysicsRows(Map.of("hV", Complex.real(1e-8)));

        assertThat(analysis.measuredTransitions()).containsExactlyInAnyOrder("B+->K+", "B0->K0");
        for (double[] rows : List.of(standardModel, vector)) {
            assertThat(rows[1]).isNotCloseTo(rows[2], Percentage.withPercentage(1));
            assertThat(rows[0]).isCloseTo(0.73 * rows[1] + 0.27 * rows[2], Percentage.withPercentage(1e-12));
        }
    }

    @Test
    void resonanceIsIntegratedOverTheBins() {
        double m = 1.3;
        double gamma = 0.2;
        double k = m * gamma / (Math.PI / 2 + Math.atan(m / gamma));
        double expected = 0;
        int steps = 400_000;
        for (int i = 0; i < steps; i++) {
            double q2 = 4.0 * (i + 0.5) / steps;
            double response = q2 < 2 ? 1e6 : 3e6;
            expected += response * k / (Math.pow(q2 - m * m, 2) + m * m * gamma * gamma) * 4.0 / steps;
        }

        assertThat(eventsPerBranchingFraction(twoSteps(), m, gamma))
                .isCloseTo(expected, Percentage.withPercentage(1e-6));
    }

    @Test
    void pairsSeeTheIntegralOverEachBin() {
        Analysis analysis = twoSteps();
        Scenario pair = Fixtures.scenario("dirac-pair");
        Hypothesis hypothesis = analysis.hypothesis(new Candidate(pair, 0.6, LAMBDA, 0), couplings("fVV"), false);
        Map<String, Complex> value = Map.of("fVV", Complex.real(1));
        var decay = new emiss.physics.Decay(pair, analysis.theory().transition("B+->K+"), 0.6, LAMBDA);
        double expected = 0;
        int steps = 400_000;
        for (int i = 0; i < steps; i++) {
            double q2 = 4.0 * (i + 0.5) / steps;
            expected += (q2 < 2 ? 1e6 : 3e6) * decay.differentialBranchingFraction(value, q2) * 4.0 / steps;
        }

        assertThat(hypothesis.newPhysicsRows(value)[0]).isCloseTo(expected, Percentage.withPercentage(1e-5));
    }

    @Test
    void fitParametersReproduceTheEventsOfTheirCouplings() {
        Analysis analysis = new Analysis(BELLE_II, Fixtures.theory());
        Random random = new Random(7);
        for (String id : List.of("dirac-pair", "vector", "spin32-pair")) {
            Scenario scenario = Fixtures.scenario(id);
            Hypothesis hypothesis = analysis.hypothesis(
                    new Candidate(scenario, 0.7, LAMBDA, 0),
                    couplings(scenario.couplings().stream().map(Coupling::name).toArray(String[]::new)),
                    true);
            double[] phi = random.doubles(hypothesis.signalModel().parameters().size(), -1, 1)
                    .toArray();

            double[] expected = hypothesis.rows(hypothesis.couplings(phi));

            double[] actual = hypothesis.signalModel().events(phi);
            for (int row = 0; row < expected.length; row++) {
                assertThat(actual[row]).isCloseTo(expected[row], within(1e-9 * (1 + expected[row])));
            }
        }
    }

    @Test
    void complexCouplingsDoNotFitWorseThanRealOnes() {
        Analysis analysis = new Analysis(BELLE_II, Fixtures.theory());
        CouplingFitter fitter = new CouplingFitter(analysis);
        Scenario dirac = Fixtures.scenario("dirac-pair");
        List<Basis.Variable> free = couplings("fVV", "fTT");

        CouplingFit real = fitter.fit(analysis.hypothesis(new Candidate(dirac, 0.6, LAMBDA, 0), free, false));
        CouplingFit complex = fitter.fit(analysis.hypothesis(new Candidate(dirac, 0.6, LAMBDA, 0), free, true));
        CouplingFit single =
                fitter.fit(analysis.hypothesis(new Candidate(dirac, 0.6, LAMBDA, 0), couplings("fVV"), false));

        assertThat(real.isConverged()).isTrue();
        assertThat(complex.isConverged()).isTrue();
        assertThat(real.t()).isLessThanOrEqualTo(single.t() + 1e-6);
        assertThat(complex.t()).isLessThanOrEqualTo(real.t() + 1e-6);
    }

    @Test
    void normalisationUncertaintyOfTheStandardModelLoosensIt() {
        Analysis certain = new Analysis(BELLE_II, Fixtures.theory());
        Analysis uncertain = new Analysis(BELLE_II, Fixtures.theory(0.3, FormFactorUncertainty.TEMPLATE));
        Analysis nearlyCertain = new Analysis(BELLE_II, Fixtures.theory(1e-6, FormFactorUncertainty.TEMPLATE));

        assertThat(uncertain.standardModelFit().deviance())
                .isLessThan(certain.standardModelFit().deviance() - 0.1)
                .isGreaterThan(certain.rescaledFit().deviance());
        assertThat(nearlyCertain.standardModelFit().deviance())
                .isCloseTo(certain.standardModelFit().deviance(), within(1e-4));
    }

    @Test
    void formFactorShapesCanBeLeftOut() {
        Analysis with = new Analysis(BELLE_II, Fixtures.theory());
        Analysis without = new Analysis(BELLE_II, Fixtures.theory(0, FormFactorUncertainty.NONE));

        assertThat(without.model().nuisanceNames())
                .hasSize(with.model().nuisanceNames().size() - 3)
                .noneMatch(name -> name.contains("corr_ff"));
        assertThat(without.t(without.rescaledFit())).isCloseTo(with.t(with.rescaledFit()), within(0.2));
    }

    @Test
    void measuredBranchingFractionsConstrainCouplings() {
        var limit = new BranchingFractionData(
                "bs",
                "a limit",
                Quality.INFERRED_GAUSSIAN,
                MADE_UP,
                List.of(new BranchingFractionData.Measurement(Mixture.of("Bs->inv"), 0, 4.21e-4, 4.21e-4)),
                List.of(),
                null);
        Analysis analysis = new Analysis(List.of(limit), Fixtures.theory());
        Scenario pair = Fixtures.scenario("scalar-pair");
        Hypothesis hypothesis = analysis.hypothesis(new Candidate(pair, 0.52, LAMBDA, 0), couplings("gPS"), false);
        Map<String, Complex> value = Map.of("gPS", Complex.real(2.1e-3));

        double branchingFraction = hypothesis.newPhysicsRows(value)[0];

        // ALEPH, arXiv:2403.13887: |gPS| < 2.1e-3 stands for B(Bs -> inv) < 6.9e-4
        assertThat(branchingFraction).isCloseTo(6.8e-4, Percentage.withPercentage(3));
        assertThat(hypothesis.branchingFractions(value)).containsEntry("Bs->inv", branchingFraction);
        CouplingFit best = new CouplingFitter(analysis).fit(hypothesis);
        assertThat(best.t()).isCloseTo(0, within(1e-6));
    }

    /** Whoever computes the points of a scan keeps its fitter: what it fitted before, and how, must not show in a single bit. */
    @Test
    void aFitterFindsTheSameWhateverItFittedBefore() {
        Analysis analysis = new Analysis(BELLE_II, Fixtures.theory());
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (double mass : new double[] {0.6, 2.1, 3.5, 2.6, 1.3}) {
            hypotheses.add(hypothesis(analysis, "vector", mass, "hV"));
            hypotheses.add(hypothesis(analysis, "scalar", mass, "gS", "gP"));
            hypotheses.add(hypothesis(analysis, "dirac-pair", mass / 2, "fVV", "fTT"));
        }
        Collections.shuffle(hypotheses, new Random(7));
        CouplingFitter used = new CouplingFitter(analysis);
        int zeros = 0;
        for (Hypothesis hypothesis : hypotheses) {
            CouplingFit found = used.fit(hypothesis);
            CouplingFit alone = new CouplingFitter(analysis).fit(hypothesis);
            assertThat(found.result().deviance()).isEqualTo(alone.result().deviance());
            assertThat(found.asFitted()).isEqualTo(alone.asFitted());
            assertThat(found.result().nuisances()).isEqualTo(alone.result().nuisances());
            assertThat(found.result().iterations()).isEqualTo(alone.result().iterations());
            zeros += found.t() == 0 ? 1 : 0;
        }
        assertThat(zeros).isBetween(1, hypotheses.size() - 1);
    }

    private static Hypothesis hypothesis(Analysis analysis, String scenario, double mass, String... couplings) {
        return analysis.hypothesis(
                new Candidate(Fixtures.scenario(scenario), mass, LAMBDA), couplings(couplings), false);
    }
}
