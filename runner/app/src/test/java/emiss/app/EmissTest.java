package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmissTest {
    private static final List<String> BELLE2 = List.of("belle2-ita", "belle2-hta");

    private final Emiss emiss = Emiss.create();

    @Test
    void runsAConfiguration() {
        Run run = emiss.run("{experiments: [belle2-ita, belle2-hta], studies: [{id: sm, type: signal-strength}]}");
        // public likelihood of Belle II, see TargetsTest
        assertThat(run.study("sm").orElseThrow().number("/mu")).isCloseTo(4.59905, within(1e-5));
        assertThat(run.inputs()).anySatisfy(input -> assertThat(input.id()).isEqualTo("belle2-ita"));
    }

    @Test
    void runsAStudyFromCode() {
        StudyResult fit =
                emiss.study("fit", BELLE2, Map.of("scenario", "vector", "couplings", List.of("hV"), "mass", 2.1));
        assertThat(fit.number("/couplings/hV")).isCloseTo(7.06e-9, within(0.01e-9));
        assertThat(fit.number("/intervals68/hV/0")).isLessThan(fit.number("/couplings/hV"));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Map<String, Object> settings = Map.of(
                "scenario",
                "vector",
                "couplings",
                List.of("hV"),
                "masses",
                Map.of("from", 1.9, "to", 2.3, "step", 0.1));
        StudyResult one = emiss.threads(1).study("mass-scan", BELLE2, settings);
        StudyResult two = emiss.threads(2).study("mass-scan", BELLE2, settings);
        assertThat(one.number("/best/t")).isEqualTo(two.number("/best/t"));
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> emiss.study("fit", BELLE2, Map.of("scenario", "vectro", "couplings", List.of("hV"))))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("vectro");
        assertThatThrownBy(() -> emiss.threads(0)).hasMessageContaining("expected at least 1");
    }
}
