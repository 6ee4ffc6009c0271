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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies at the same time. */
@Timeout(60)
class SideBySideTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<String> computed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch isSecondThere = new CountDownLatch(1);

    /** A study of one point. */
    private record Scripted(List<String> of, Consumer<StudyContext> work) implements Study {
        @Override
        public Computation<?> begin(StudyContext context) {
            return Computation.whole(() -> {
                work.accept(context);
                return new Outcome(
                        new RateResult("neutrinos", "B+->K+", Map.of(), 0, 0, null, List.of(), null), List.of());
            });
        }
    }

    private static Scripted alone(Runnable work) {
        return new Scripted(List.of(), context -> work.run());
    }

    /** Runs studies a, b, ... */
    private Run run(int threads, Study... studies) {
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
        try (Parallel parallel = new Parallel(threads, Progress.SILENT)) {
            return Program.instance(Runner.class)
                    .run(config, new RunOptions(threads, 1), parallel, Progress.SILENT, (study, soFar) -> {
                        told.add(study.id());
                        assertThat(soFar.study(study.id())).contains(study);
                    });
        }
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
            event.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void oneGoesOnWhileAnotherIsComputedAndTheirResultsStayInOrder() {
        Run run = run(
                2,
                alone(() -> {
                    await(isSecondThere);
                    computed.add("a");
                }),
                alone(() -> {
                    computed.add("b");
                    isSecondThere.countDown();
                }));

        assertThat(run.studies()).extracting(StudyResult::status).containsOnly(StudyResult.Status.OK);
        assertThat(computed).containsExactly("b", "a");
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void oneThatUsesTheResultOfAnotherWaitsForItWhileOthersGoOn() {
        List<Boolean> found = new ArrayList<>();

        run(
                3,
                alone(() -> await(isSecondThere)),
                new Scripted(
                        List.of("a"), context -> found.add(context.earlier("a").isPresent())),
                alone(isSecondThere::countDown));

        assertThat(found).containsExactly(true);
        assertThat(told).containsExactly("a", "b", "c");
    }

    @Test
    void oneThreadComputesOneAfterTheOther() {
        run(1, alone(() -> computed.add("a")), alone(() -> computed.add("b")), alone(() -> computed.add("c")));

        assertThat(computed).containsExactly("a", "b", "c");
    }

    @Test
    void whereMemoryIsExhaustedWhatHasBegunIsFinished() {
        CountDownLatch isFirstOver = new CountDownLatch(1);

        Run run = run(
                2,
                alone(() -> {
                    await(isSecondThere);
                    isFirstOver.countDown();
                    throw new OutOfMemoryError("Java heap space");
                }),
                alone(() -> {
                    isSecondThere.countDown();
                    await(isFirstOver);
                    sleep();
                }),
                alone(() -> computed.add("c")));

        assertThat(run.study("a").orElseThrow().reasons().get(0))
                .startsWith("the memory is exhausted (Java heap space, at most ");
        assertThat(run.study("b").orElseThrow().status()).isEqualTo(StudyResult.Status.OK);
        assertThat(run.study("c").orElseThrow().reasons())
                .containsExactly("not reached: the memory was exhausted before");
        assertThat(computed).isEmpty();
    }

    /** As long as it takes to notice the end of the other. */
    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
