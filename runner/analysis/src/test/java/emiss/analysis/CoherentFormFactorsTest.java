package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Helicity;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Basis;
import emiss.data.JsonDatasetReader;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.physics.FormFactors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Form factors that float, against form factors that are moved by hand. */
class CoherentFormFactorsTest {
    private static final Theory COHERENT = Fixtures.theory(0, FormFactorUncertainty.COHERENT);
    private static final Theory NONE = Fixtures.theory(0, FormFactorUncertainty.NONE);

    private static List<Dataset> data(Predicate<String> ids) {
        return ServiceLoader.load(Experiment.class).stream()
                .map(provider -> provider.get())
                .filter(experiment -> ids.test(experiment.id()))
                .sorted(Comparator.comparing(Experiment::id))
                .map(experiment -> experiment.dataset(new JsonDatasetReader()))
                .toList();
    }

    private static final List<Dataset> BELLE_II =
            data(id -> List.of("belle2-ita", "belle2-hta").contains(id));

    private static Hypothesis hypothesis(Analysis analysis, String scenario, double mass, String... couplings) {
        return analysis.hypothesis(
                new Candidate(Fixtures.scenario(scenario), mass, 10_000, 0),
                Arrays.stream(couplings).map(Basis.Variable::coupling).toList(),
                false);
    }

    private static List<String> names(SignalModel signal) {
        return signal.parameters().stream().map(ParameterOfInterest::name).toList();
    }

    @Test
    void atTheCentreNothingMoves() {
        Analysis coherent = new Analysis(BELLE_II, COHERENT);
        Analysis none = new Analysis(BELLE_II, NONE);
        SignalModel moving =
                hypothesis(coherent, "dirac-pair", 0.6, "fVV", "fSS", "fTT").signalModel();
        SignalModel still =
                hypothesis(none, "dirac-pair", 0.6, "fVV", "fSS", "fTT").signalModel();
        double[] at =
                Arrays.copyOf(new double[] {0.8, -0.3, 1.1}, moving.parameters().size());
        assertThat(moving.events(at)).containsExactly(still.events(0.8, -0.3, 1.1));
        assertThat(names(moving)).startsWith("fVV", "fSS", "fTT", "formFactors/B->K[0]");
        // strengths: three coefficients each of f+ and fT, two more of f0, which shares the first
        assertThat(moving.parameters().size() - 3).isEqualTo(8);
        SignalModel held = coherent.standardModel();
        for (int k = 0; k < 8; k++) {
            held = held.fix(0, 0);
        }
        FitResult fixed = new Fitter(coherent.model()).fit(coherent.data(), held);
        assertThat(fixed.deviance()).isEqualTo(none.standardModelFit().deviance());
        assertThat(fixed.expected()).containsExactly(none.standardModelFit().expected());
    }

    /** So are the branching fractions of the Standard Model that predictions add, and their longitudinal part; not so Bs -> nothing. */
    @Test
    void fractionsOfTheStandardModelMoveWithThem() {
        Analysis coherent = new Analysis(BELLE_II, COHERENT);
        FormFactors excited = NONE.transition("B0->K*0").formFactors();
        double[] lengths = new Random(7).doubles(excited.axes(), -1.5, 1.5).toArray();
        Theory moved = NONE.with(excited.along(lengths));
        FormFactorAxes axes = new FormFactorAxes(COHERENT, List.of("B0->K*0"));
        MovingRows rows = coherent.standardModelFractions("B0->K*0", axes);
        double[] found = rows.at(axes, lengths);
        List<Helicity> parts = List.of(Helicity.TOTAL, Helicity.LONGITUDINAL);
        for (int i = 0; i < parts.size(); i++) {
            double expected = moved.standardModel("B0->K*0", parts.get(i));
            assertThat(found[i]).isCloseTo(expected, within(1e-9 * expected));
            assertThat(found[i]).isNotCloseTo(rows.central()[i], within(1e-2 * expected));
            assertThat(rows.central()[i]).isEqualTo(NONE.standardModel("B0->K*0", parts.get(i)));
        }
        FormFactorAxes none = new FormFactorAxes(COHERENT, List.of("Bs->inv"));
        assertThat(coherent.standardModelFractions("Bs->inv", none).central()).containsExactly(0, 0);
    }

    /** Events of new particles at any strengths are those with the form factors moved there: the dependence is quadratic. */
    @Test
    void awayFromTheCentreItIsExact() {
        List<Dataset> datasets =
                data(id -> id.equals("belle2-hta") || id.equals("babar-kstar0") || id.equals("belle-2017"));
        Analysis coherent = new Analysis(datasets, COHERENT);
        Hypothesis moving = hypothesis(coherent, "vector", 1.1, "hV", "hA");
        SignalModel signal = moving.signal(false);
        Random random = new Random(5);
        double[] phi = new double[signal.parameters().size()];
        for (int k = 0; k < phi.length; k++) {
            phi[k] = k < 2 ? 1 + 0.3 * k : random.nextGaussian();
        }
        FormFactors kaon = NONE.transition("B+->K+").formFactors();
        FormFactors excited = NONE.transition("B0->K*0").formFactors();
        assertThat(phi.length).isEqualTo(2 + kaon.axes() + excited.axes());
        int first = names(signal).indexOf("formFactors/B->K[0]");
        int second = names(signal).indexOf("formFactors/B->K*[0]");
        Theory moved = NONE.with(kaon.along(Arrays.copyOfRange(phi, first, first + kaon.axes())))
                .with(excited.along(Arrays.copyOfRange(phi, second, second + excited.axes())));
        Hypothesis there = hypothesis(new Analysis(datasets, moved), "vector", 1.1, "hV", "hA");
        double[] expected = there.newPhysicsRows(moving.couplings(phi));
        double[] found = signal.events(phi);
        for (int row = 0; row < expected.length; row++) {
            assertThat(found[row]).isCloseTo(expected[row], within(1e-9 * Math.abs(expected[row]) + 1e-18));
        }
        // the measured branching fractions, whose Standard-Model prediction moves in the same way
        SignalModel standardModel = coherent.standardModel();
        double[] events = standardModel.events(Arrays.copyOfRange(phi, 2, phi.length));
        Analysis other = new Analysis(datasets, moved);
        for (int row = coherent.model().bins(); row < events.length; row++) {
            assertThat(events[row])
                    .isCloseTo(other.standardModelRows()[row], within(1e-9 * other.standardModelRows()[row]));
            assertThat(events[row]).isNotCloseTo(coherent.standardModelRows()[row], within(1e-3 * events[row]));
        }
    }

    /**
     * The error that form factors add to the coupling of a narrow particle: 1000 draws, each fitted with form factors fixed there, have
     * a spread of 0.053 (statistics.json); floated they add 0.056 in quadrature. {@code -Demiss.draws=60000} takes more of them.
     */
    @Test
    void drawsOfFormFactorsSpreadAsMuchAsFloatingOnesAdd() {
        Analysis coherent = new Analysis(BELLE_II, COHERENT);
        SignalModel signal = hypothesis(coherent, "vector", 2.1, "hV").linearSignal(true);
        Fitter fitter = new Fitter(coherent.model());
        FitResult floated = fitter.fit(coherent.data(), signal);
        int strengths = signal.parameters().size() - 1;
        Random random = new Random(11);
        double sum = 0;
        double squares = 0;
        int draws = Integer.getInteger("emiss.draws", 1000);
        FitResult warm = floated;
        for (int draw = 0; draw < draws; draw++) {
            SignalModel held = signal;
            for (int k = 0; k < strengths; k++) {
                held = held.fix(1, random.nextGaussian());
            }
            FitResult fit = fitter.fit(coherent.data(), held, warm);
            assertThat(fit.converged()).isTrue();
            double x = fit.signalParameters()[0] / floated.signalParameters()[0];
            sum += x;
            squares += x * x;
        }
        double mean = sum / draws;
        double spread = Math.sqrt(squares / draws - mean * mean);
        // of the reference, which has 1000 draws, and of these
        double error = 0.05314 * Math.sqrt(0.5 / draws + 0.5 / 1000);
        assertThat(spread).isCloseTo(0.05314, within(4 * error));
        double all = Math.sqrt(floated.covariance()[0][0]);
        SignalModel fixed = signal;
        for (int k = 0; k < strengths; k++) {
            fixed = fixed.fix(1, 0);
        }
        double alone = Math.sqrt(fitter.fit(coherent.data(), fixed).covariance()[0][0]);
        double extra = Math.sqrt(all * all - alone * alone) / floated.signalParameters()[0];
        assertThat(extra).isCloseTo(spread, within(0.2 * spread));
        double x = floated.signalParameters()[0];
        assertThat(all).isCloseTo(Math.hypot(alone, spread * x), within(0.01 * all));
    }
}
