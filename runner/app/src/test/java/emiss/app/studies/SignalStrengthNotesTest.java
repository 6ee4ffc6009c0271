package emiss.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.app.Emiss;
import emiss.results.Interval;
import emiss.results.LikelihoodResult;
import emiss.results.SignalStrengthResult;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces whose likelihood has bounds, is flat, impossible or without a parameter of interest; right values by pyhf. */
class SignalStrengthNotesTest {
    @TempDir
    private Path folder;

    private static String workspace(String signal, String background, String observed, String poi, String parameters) {
        return """
                {"version": "1.0.0", "channels": [{"name": "SR", "samples": [
                  {"name": "sig", "data": %s, "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                  {"name": "bkg", "data": %s, "modifiers": [
                    {"name": "n", "type": "normsys", "data": {"lo": 0.93, "hi": 1.08}}]}]}],
                 "observations": [{"name": "SR", "data": %s}],
                 "measurements": [{"name": "m", "config": {"poi": "%s", "parameters": [%s]}}]}
                """.formatted(signal, background, observed, poi, parameters);
    }

    private StudyResult run(String workspace, String study) throws IOException {
        Files.writeString(folder.resolve("w.json"), workspace);
        Path config = folder.resolve("c.yaml");
        Files.writeString(config, "experiments: [{pyhf: w.json}]\nstudies: [{id: a, type: " + study + "}]\n");
        return Emiss.create().run(config).studies().get(0);
    }

    private SignalStrengthResult strength(String workspace) throws IOException {
        StudyResult study = run(workspace, "signal-strength");
        assertThat(study.reasons()).isEmpty();
        return study.result(SignalStrengthResult.class).orElseThrow();
    }

    @Test
    void aBestValueAtItsBound() throws IOException {
        SignalStrengthResult found = strength(workspace("[1, 2]", "[80, 60]", "[120, 130]", "mu", ""));

        assertThat(found.mu()).isEqualTo(10);
        assertThat(found.interval68().low()).isCloseTo(9.410, within(1e-3));
        assertThat(found.interval68().high()).isEqualTo(10);
        assertThat(found.notes())
                .containsExactly("mu is at its upper bound 10, and so is the upper end of its interval");
    }

    @Test
    void aLikelihoodThatHardlyDependsOnMu() throws IOException {
        SignalStrengthResult found = strength(workspace("[0.01, 0.02]", "[80, 60]", "[79, 60]", "mu", ""));

        assertThat(found.interval68()).isEqualTo(new Interval(0.0, 10.0));
        assertThat(found.notes())
                .contains("the upper end of the interval is only the bound 10 of mu")
                .anySatisfy(note -> assertThat(note).contains("lower"));
    }

    @Test
    void aSignalWithoutEvents() throws IOException {
        SignalStrengthResult found = strength(workspace("[0, 0]", "[80, 60]", "[79, 60]", "mu", ""));

        assertThat(found.mu()).isNull();
        assertThat(found.interval68()).isEqualTo(Interval.OPEN);
        assertThat(found.sigmaFromSm()).isNull();
        assertThat(found.rankEntry("a")).isEmpty();
        assertThat(found.notes()).containsExactly("the data do not respond to mu");
    }

    @Test
    void aFixedMu() throws IOException {
        SignalStrengthResult found = strength(workspace(
                "[10, 20]", "[80, 60]", "[95, 75]", "mu", "{\"name\": \"mu\", \"inits\": [0.5], \"fixed\": true}"));

        assertThat(found.mu()).isEqualTo(0.5);
        assertThat(found.interval68()).isEqualTo(Interval.OPEN);
        assertThat(found.notes()).containsExactly("mu is fixed");
    }

    @Test
    void anImpossibleHypothesis() throws IOException {
        SignalStrengthResult found = strength(workspace("[10, 20]", "[0, 60]", "[12, 75]", "mu", ""));

        assertThat(found.deltaMu0()).isNull();
        assertThat(found.deltaMu1()).isNotNull();
        assertThat(found.sigmaFromNoSignal()).isNull();
        assertThat(found.notes())
                .containsExactly("mu = 0 is impossible: in bin w/SR/0 no events are expected, but some were observed");
    }

    @Test
    void dataThatAreImpossibleForEveryMu() throws IOException {
        StudyResult study = run(workspace("[0, 5]", "[0, 10]", "[1, 12]", "mu", ""), "signal-strength");

        assertThat(study.status()).isEqualTo(StudyResult.Status.FAILED);
        assertThat(study.reasons())
                .containsExactly("no mu is possible: in bin w/SR/0 no events are expected, but some were observed");
    }

    @Test
    void aWorkspaceWithoutAFreeFactorOfInterest() throws IOException {
        String normalisation = workspace("[12, 5]", "[80, 60]", "[104, 68]", "n", "");
        for (String study : new String[] {"signal-strength", "likelihood, points: [{mu: 1}]"}) {
            assertThatThrownBy(() -> run(normalisation, study))
                    .hasMessageContaining(
                            "no parameter of interest: no data set has a signal sample, w (pyhf workspace,"
                                    + " measurement m, no signal: its parameter of interest \"n\" is a normsys, not a"
                                    + " normfactor)");
        }
        assertThatThrownBy(() -> run(normalisation.replace("\"poi\": \"n\"", "\"poi\": \"\""), "signal-strength"))
                .hasMessageContaining("no signal: it names no parameter of interest");
        LikelihoodResult.Point point = run(normalisation, "likelihood, points: [{nuisances: {}}]")
                .result(LikelihoodResult.class)
                .orElseThrow()
                .points()
                .get(0);
        assertThat(point.mu()).isNull();
        // Poisson probabilities of 104 and 68 at 92 and 65, a standard normal at 0.
        assertThat(point.logpdf()).isCloseTo(-8.0096227594, within(1e-9));
    }

    @Test
    void otherStudiesOfMuSayItToo() throws IOException {
        String zero = workspace("[0, 0]", "[80, 60]", "[79, 60]", "mu", "");
        for (String study :
                new String[] {"interval", "upper-limit", "upper-limit, method: cls", "significance", "impacts, of: mu"
                }) {
            StudyResult found = run(zero, study);
            assertThat(found.status()).as(study).isNotEqualTo(StudyResult.Status.OK);
            assertThat(found.reasons())
                    .as(study)
                    .anySatisfy(reason -> assertThat(reason).contains("the data do not respond to mu"));
            assertThatThrownBy(() -> run(zero.replace("\"poi\": \"mu\"", "\"poi\": \"\""), study))
                    .hasMessageContaining("no parameter of interest");
        }
        String bounded = workspace("[1, 2]", "[80, 60]", "[120, 130]", "mu", "");
        assertThat(run(bounded, "upper-limit").result().notes())
                .containsExactly("the limit is only the upper bound of mu");
        assertThat(run(bounded, "upper-limit, method: cls").result().notes())
                .containsExactly("the limit is above the upper bound of mu, 10.0");
        assertThat(run(workspace("[10, 20]", "[80, 60]", "[84, 70]", "mu", ""), "upper-limit, method: cls")
                        .result()
                        .notes())
                .isEmpty();
        assertThat(run(bounded, "interval, levels: [0.9]").result().notes())
                .containsExactly("the upper end at 0.9 is only the upper bound of mu");
    }
}
