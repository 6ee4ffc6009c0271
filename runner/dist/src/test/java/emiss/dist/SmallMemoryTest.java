package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Studies that hold spectra by the hundred, a plane, figures and a page, in a heap in which little more than the program fits. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class SmallMemoryTest {
    @TempDir
    private Path directory;

    @Test
    void runsAndDrawsInFortyMebibytes() throws IOException {
        Path config = Files.writeString(directory.resolve("much.yaml"), """
                title: Much in little memory
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 0.1, to: 4.5, step: 0.1}}
                  - {id: shape, type: spectrum, scenario: dirac-pair, couplings: [fTT], masses: [0, 0.3, 0.6], transition: "B0->K*0"}
                  - {id: plane, type: coupling-plane, scenario: dirac-pair, mass: 0.6,
                     x: {coupling: fVV, from: -4, to: 4, points: 121}, y: {coupling: fVA, from: -4, to: 4, points: 121}}
                  - {id: forecast, type: predict, of: scan, draws: 200}
                """);
        Path out = directory.resolve("out");
        try (Checkout checkout = new Checkout(directory)) {
            Map<String, String> environment = new HashMap<>(checkout.environment());
            environment.merge("JAVA_OPTS", " -Xmx40m", String::concat);

            Execution run = Execution.of(
                    directory,
                    List.of(
                            checkout.launcher().toString(),
                            "run",
                            config.toString(),
                            "--out",
                            out.toString(),
                            "--threads",
                            "2"),
                    environment);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("4 figures");
            assertThat(out.resolve("report.html")).isNotEmptyFile();
            assertThat(Results.read(out).get("studies"))
                    .allSatisfy(
                            study -> assertThat(study.get("status").asString()).isEqualTo("ok"));
        }
    }
}
