package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.results.RateResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlappingStudiesTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final Parallel parallel = new Parallel(2, Progress.SILENT);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        parallel.close();
    }

    /** A study without points. */
    private record Scripted(List<String> of, Consumer<StudyContext> begins, Runnable combines) implements Study {
        @Override
        public Computation<?> begin(StudyContext context) {
            begins.accept(context);
            return Computation.whole(() -> {
                combines.run();
                return new Outcome(
                        new RateResult("neutrinos", "B+->K+", Map.of(), 0, 0, null, List.of(), null), List.of());
            });
        }
    }

    private static Scripted scripted(Consumer<StudyContext> begins, Runnable combines) {
        return new Scripted(List.of(), begins, combines);
    }

    /** Runs studies a, b, ... on two threads. */
    private Run run(Study... studies) {
        String[] lines = IntStream.range(0, studies.length)
                .mapToObj(i -> "{id: " + (char) ('a' + i) + ", type: signal-strength}")
                .toArray(String[]::new);
        RunConfig read = Program.read(Program.write(folder, Program.belleIIConfig(lines)));
        List<StudySettings> settings = IntStream.range(0, studies.length)
                .mapToObj(i -> with(read.studies().get(i), studies[i]))
                .toList();
        RunConfig config = new RunConfig(
                read.title(),
                read.text(),
                read.file(),
                read.hash(),
                read.catalogue(),
                read.groups(),
                read.datasetFiles(),
                read.tables(),
                read.files(),
                read.warnings(),
                settings,
                List.of(),
                List.of());
        return Program.instance(Runner.class)
                .run(config, new RunOptions(2, 1), parallel, Progress.SILENT, (study, soFar) -> told.add(study.id()));
    }

    private static StudySettings with(StudySettings settings, Study study) {
        return new StudySettings(
                settings.id(),
                settings.type(),
                settings.inputs(),
                settings.datasets(),
                settings.data(),
                settings.resolved(),
                study);
    }

    private static void await(CountDownLatch event) {
        try {
            assertThat(event.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aStudyBeginsWhileOthersAreCombinedAndTheirResultsStayInOrder() {
        CountDownLatch second = new CountDownLatch(1);

        Run run = run(scripted(context -> {}, () -> await(second)), scripted(context -> {}, second::countDown));

        assertThat(run.studies()).extracting(StudyResult::status).containsOnly(StudyResult.Status.OK);
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void oneThatUsesTheResultsOfAnotherWaitsForThem() {
        List<Boolean> found = new ArrayList<>();
        Runnable slow = () -> {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        };

        run(
                scripted(context -> {}, slow),
                new Scripted(
                        List.of("a"), context -> found.add(context.earlier("a").isPresent()), () -> {}));

        assertThat(found).containsExactly(true);
    }

    @Test
    void whereMemoryIsExhaustedInACombinationThoseThatHaveBegunAreFinished() {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);

        Run run = run(
                scripted(context -> {}, () -> {
                    await(second);
                    throw new OutOfMemoryError("Java heap space");
                }),
                scripted(
                        context -> {
                            second.countDown();
                            while (!parallel.isInterrupted()) {
                                Thread.onSpinWait();
                            }
                        },
                        over::countDown),
                scripted(context -> {}, () -> {}));

        assertThat(run.study("a").orElseThrow().reasons().get(0))
                .startsWith("the memory is exhausted (Java heap space, at most ");
        await(over);
        assertThat(run.study("b").orElseThrow().status()).isEqualTo(StudyResult.Status.OK);
        assertThat(run.study("c").orElseThrow().reasons())
                .containsExactly("not reached: the memory was exhausted before");
    }
}
