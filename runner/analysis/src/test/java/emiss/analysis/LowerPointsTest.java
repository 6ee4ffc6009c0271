package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Basis;
import emiss.data.JsonDatasetReader;
import emiss.inference.FitResult;
import emiss.inference.Interval;
import emiss.physics.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searches that begin at a point which is not the lowest: the best point lies in its interval, and no visited point lies lower. */
class LowerPointsTest {
    private static final Analysis BELLE_II = new Analysis(
            ServiceLoader.load(Experiment.class).stream()
                    .map(provider -> provider.get())
                    .filter(experiment -> experiment
                            .group()
                            .filter(group -> group.id().equals("belle2"))
                            .isPresent())
                    .sorted(Comparator.comparing(Experiment::id))
                    .<Dataset>map(experiment -> experiment.dataset(new JsonDatasetReader()))
                    .toList(),
            Fixtures.theory());

    private static CouplingFit at(double mass) {
        return new CouplingFitter(BELLE_II)
                .fit(BELLE_II.hypothesis(
                        new Candidate(Fixtures.scenario("vector"), mass, 10_000, 0),
                        List.of(Basis.Variable.coupling("hV")),
                        false));
    }

    /** The grid hides the best mass near 2.1 GeV, which the search for the end of the interval comes across. */
    @Test
    void masses() {
        MassProfile profile = new MassProfile(
                Stream.of(new double[] {0.9, 0}, new double[] {1, -1}, new double[] {1.1, 0}, new double[] {4, 50})
                        .map(point -> new MassProfile.At(point[0], point[1]))
                        .toList(),
                LowerPointsTest::at);
        assertThat(profile.best().orElseThrow().mass()).isBetween(0.9, 1.1);

        Interval interval = profile.interval(1);

        CouplingFit best = profile.best().orElseThrow();
        assertThat(best.t()).isCloseTo(-13.1796, within(1e-3));
        assertThat(best.mass()).isCloseTo(2.108, within(1e-2)).isBetween(interval.low(), interval.high());
        assertThat(at(interval.low()).t() - best.t()).isCloseTo(1, within(0.02));
        assertThat(at(interval.high()).t() - best.t()).isCloseTo(1, within(0.02));
    }

    @Test
    void limits() {
        CouplingFit fit = at(2.1);
        Hypothesis hypothesis = fit.hypothesis();
        double rise = 2.706;
        OutermostCrossing right = end(hypothesis, fit.result(), rise);
        double expected = right.find(1);

        OutermostCrossing wrong = end(
                hypothesis,
                new CouplingFitter(BELLE_II)
                        .fitter()
                        .fit(BELLE_II.data(), hypothesis.signalModel().startingAt(1e-9)),
                rise);
        double before;
        double found;
        do {
            before = wrong.lowest();
            found = wrong.find(1);
        } while (wrong.lowest() < before - 1e-5);

        assertThat(found).isCloseTo(expected, within(1e-6));
        assertThat(wrong.lowest()).isCloseTo(right.lowest(), within(1e-7));
    }

    private static OutermostCrossing end(Hypothesis hypothesis, FitResult best, double rise) {
        return new OutermostCrossing(
                new CouplingFitter(BELLE_II).fitter(), BELLE_II, hypothesis.signalModel(), best, 1, 0, rise);
    }
}
