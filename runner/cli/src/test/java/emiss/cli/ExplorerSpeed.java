package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many full updates a second the explorer shows while a slider moves at every frame. Its name keeps it out of the build, whose
 * machine has other work; docs/explorer.md says how to run it. Every update is a request for t, t of each experiment, events, a
 * spectrum with its band, branching fractions and pulls, and what is drawn of it.
 */
final class ExplorerSpeed {
    private static final String BELLE2 = "experiments=belle2-ita+belle2-hta";
    private static final String ALL =
            BELLE2 + "+babar-kplus+babar-kzero+babar-kstar0+babar-kstarplus+aleph-bs+belle-2017";

    @TempDir
    static Path directory;

    private static Explorer explorer;

    @BeforeAll
    static void start() {
        explorer = Explorer.start(directory, 1400, 1000);
    }

    @AfterAll
    static void stop() {
        if (explorer != null) {
            explorer.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scenario=vector&mass=2.1&c.hV=7e-9, c-hV, false",
        "scenario=vector&mass=2.1&c.hV=7e-9, mass, false",
        "scenario=dirac-pair&mass=0.6&c.fVV=1.7, c-fVV, false",
        "scenario=dirac-pair&mass=0.6&c.fVV=1.7, mass, false",
        "scenario=dirac-pair&mass=0.6&c.fVV=1.7, c-fVV, true",
        "scenario=dirac-pair&mass=0.6&c.fVV=1.7, mass, true"
    })
    void updatesASecond(String state, String slider, boolean allData) {
        explorer.open(state + "&" + (allData ? ALL : BELLE2));
        explorer.browser()
                .run(
                        "window.measured = null; const bar = document.getElementById('" + slider + "');"
                                + "const from = explorer.updates; const begin = performance.now(); let frame = 0;"
                                + "(function step() { bar.value = 500 + 250 * Math.sin(frame++ / 20);"
                                + " bar.dispatchEvent(new Event('input', {bubbles: true})); const time = performance.now() - begin;"
                                + " if (time < 5000) { requestAnimationFrame(step); }"
                                + " else { window.measured = [1000 * (explorer.updates - from) / time, 1000 * frame / time]; } })();");
        explorer.browser().until("return window.measured !== null");
        double updates = explorer.browser().number("return window.measured[0]");
        double frames = explorer.browser().number("return window.measured[1]");
        System.out.printf(
                "%-45s %-6s %-9s %5.1f updates/s at %5.1f frames/s%n",
                state, slider, allData ? "all data" : "Belle II", updates, frames);
        assertThat(explorer.browser().complaints()).isEmpty();
    }
}
