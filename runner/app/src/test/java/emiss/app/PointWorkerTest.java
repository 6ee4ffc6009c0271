package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.app.config.RunConfig;
import emiss.app.plugin.TimeLimit;
import emiss.app.run.Parallel;
import emiss.app.run.PointJob;
import emiss.app.run.Progress;
import emiss.app.run.RemotePoints;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.run.Share;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that are computed from what travels alone. */
final class PointWorkerTest {
    private static final Path DATA = Path.of("../../config/data/toy-babar-sb-histogram.json");

    @TempDir
    private Path directory;

    /** What a cluster does, in this process. */
    private record Elsewhere(PointWorker worker) implements RemotePoints {
        @Override
        public int slots() {
            return 2;
        }

        @Override
        public List<String> lines(String study, List<Integer> points, int atOnce) {
            if (study.equals("lost")) {
                throw new IllegalStateException("no process is left");
            }
            return List.of(worker.apply(
                    study, points.stream().mapToInt(Integer::intValue).toArray()));
        }
    }

    private static Run run(RunConfig config, Optional<RemotePoints> remote) {
        try (Parallel parallel = new Parallel(2, Progress.SILENT)) {
            return Program.instance(Runner.class)
                    .run(
                            config,
                            new RunOptions(2, 7, Share.ALL, remote),
                            parallel,
                            Progress.SILENT,
                            (study, soFar) -> {});
        }
    }

    private static StudyResult study(Run run, String id) {
        return run.studies().stream()
                .filter(study -> study.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesTheSameResultsFromTheJobAlone() throws IOException {
        Path data = Files.copy(
                DATA, Files.createDirectories(directory.resolve("data")).resolve("mine.json"));
        RunConfig config = Program.read(Program.write(directory, """
            experiments: [belle2-ita, belle2-hta, {file: data/mine.json}]
            studies:
              - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 0.1, to: 4.5, points: 90}}
              - {id: plane, type: coupling-plane, scenario: scalar, mass: 2.1,
                 x: {coupling: gS, from: -3.0e-8, to: 3.0e-8, points: 5}, y: {coupling: gP, from: -6.0e-8, to: 6.0e-8, points: 5}}
              - {id: quality, type: goodness-of-fit, hypothesis: sm, toys: 600}
              - {id: best, type: signal-strength}
              - {id: rank, type: compare, of: [best, scan]}
            """));
        byte[] travelling = PointJob.bytes(config, 7, TimeLimit.standard());
        Files.delete(data);
        Run here = run(config, Optional.empty());

        Run elsewhere = run(config, Optional.of(new Elsewhere(new PointWorker(travelling))));

        assertThat(elsewhere.studies()).hasSize(5);
        for (StudyResult study : here.studies()) {
            assertThat(study.status()).isEqualTo(StudyResult.Status.OK);
            assertThat(study(elsewhere, study.id()).result()).isEqualTo(study.result());
        }
    }

    @Test
    void pointsThatAreLostAreReportedAndTheRestGoesOn() throws IOException {
        RunConfig config = Program.read(Program.write(
                directory,
                Program.belleIIConfig(
                        "{id: lost, type: mass-scan, scenario: vector, couplings: [hV], masses: [1, 2]}",
                        "{id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: [1, 2]}")));
        PointWorker worker = new PointWorker(PointJob.bytes(config, 7, TimeLimit.standard()));

        Run run = run(config, Optional.of(new Elsewhere(worker)));

        assertThat(study(run, "lost").reasons())
                .anySatisfy(reason -> assertThat(reason).contains("no process is left"));
        assertThat(study(run, "scan").status()).isEqualTo(StudyResult.Status.OK);
    }
}
