package emiss.app.studies;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.analysis.Analysis;
import emiss.analysis.FormFactorUncertainty;
import emiss.analysis.LuminosityScale;
import emiss.analysis.Theory;
import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Quality;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.app.input.InputSettings;
import emiss.app.study.Computation;
import emiss.app.study.CouplingValues;
import emiss.app.study.MeasuredRates;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.physics.Candidate;
import emiss.results.LikelihoodResult;
import emiss.results.MassScanResult;
import emiss.results.UpperLimitResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Points that a plugin cannot compute are reported, and the others computed. */
class FailingPointsTest {
    private static final Basis.Variable G = Basis.Variable.coupling("g");
    private static final double LAMBDA = 10_000;

    /** A scalar that cannot be computed at 1 GeV. */
    private static final class Fragile implements Scenario {
        @Override
        public String id() {
            return "fragile";
        }

        @Override
        public String title() {
            return "Fragile";
        }

        @Override
        public String description() {
            return "fails at 1 GeV";
        }

        @Override
        public FinalState finalState() {
            return new FinalState.Single();
        }

        @Override
        public List<Coupling> couplings() {
            return List.of(new Coupling("g", QuarkCurrent.S, "", 0));
        }

        @Override
        public SpectralFunctions at(double q2, double mass, Slots slots) {
            if (mass == 1) {
                throw new IllegalStateException("no answer at 1 GeV");
            }
            return new SpectralFunctions(slots.at(Slot.S, "").norm(), 0, 0, 0);
        }
    }

    private static final Candidate FRAGILE = new Candidate(new Fragile(), 0, LAMBDA, 0);

    private static Outcome run(Study study) {
        Theory theory = new InputSettings(
                        FormFactorLibrary.builtIn().defaults(),
                        Map.of("b", 4.8, "s", 0.093),
                        0,
                        FormFactorUncertainty.TEMPLATE)
                .theory(StandardInputs.builtIn(), FormFactorLibrary.builtIn());
        var data = new BranchingFractionData(
                "toy",
                "toy",
                Quality.UNPUBLISHED,
                new Provenance("made up for a test", List.of(), ""),
                List.of(new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 3e-5, 5e-6, 5e-6)),
                List.of(),
                null);
        Analysis analysis = new Analysis(List.of(data), theory);
        return outcome(study.begin(new StudyContext(
                theory,
                ids -> analysis,
                id -> Optional.empty(),
                id -> Optional.empty(),
                LuminosityScale.ONE,
                () -> MeasuredRates.NONE,
                1)));
    }

    private static <P extends Record> Outcome outcome(Computation<P> computation) {
        Points<P> points = new Points<>(
                computation,
                IntStream.range(0, computation.points())
                        .mapToObj(index -> Optional.of(Points.Attempt.at(computation, index)))
                        .toList());
        return computation.combine().apply(points).after(points);
    }

    @Test
    void ofAMassScan() {
        Outcome outcome = run(new MassScanStudy(
                new ScenarioFit(FRAGILE, List.of(G), false, List.of(), DoubleVector.of(0.5, 1, 2.5, 3, 3.5))));

        MassScanResult result = (MassScanResult) outcome.result();
        assertThat(outcome.problems()).singleElement().asString().contains("1.0 GeV failed", "no answer at 1 GeV");
        assertThat(result.points()).extracting(MassScanResult.Point::mass).containsExactly(0.5, 1.0, 2.5, 3.0, 3.5);
        assertThat(result.points())
                .extracting(MassScanResult.Point::converged)
                .containsExactly(true, false, true, true, true);
        assertThat(result.points().get(1).t()).isNull();
        assertThat(result.best()).isNotNull();
    }

    @Test
    void ofAnUpperLimit() {
        Outcome outcome = run(new UpperLimitStudy(
                new StrengthSettings(Optional.of(FRAGILE), List.of(G), DoubleVector.of(0.5, 1, 2.5), Optional.empty()),
                "profile",
                0.9,
                0));

        UpperLimitResult result = (UpperLimitResult) outcome.result();
        assertThat(outcome.problems()).singleElement().asString().contains("1.0 GeV", "no answer at 1 GeV");
        assertThat(result.points())
                .extracting(point -> point.observed() == null)
                .containsExactly(false, true, false);
    }

    @Test
    void ofALikelihood() {
        CouplingValues couplings = new CouplingValues(Map.of("g", Complex.real(1e-8)), Optional.empty());
        Outcome outcome = run(new LikelihoodStudy(
                Optional.of(new Fragile()),
                List.of(
                        new LikelihoodStudy.At(0.5, couplings, null, Optional.empty()),
                        new LikelihoodStudy.At(1, couplings, null, Optional.empty())),
                LAMBDA));

        LikelihoodResult result = (LikelihoodResult) outcome.result();
        assertThat(outcome.problems()).singleElement().asString().contains("m = 1.0 GeV", "no answer at 1 GeV");
        assertThat(result.points())
                .extracting(LikelihoodResult.Point::converged)
                .containsExactly(true, false);
        assertThat(result.points().get(0).t()).isNotNull();
    }
}
