package emiss.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How tasks end in time. */
@Timeout(60)
class ParallelTest {
    private final Set<Integer> told = new ConcurrentSkipListSet<>();

    private List<Optional<Integer>> map(Parallel parallel, int count, IntFunction<Integer> task) {
        return parallel.map(count, task, index -> -1, (answer, index) -> told.add(answer));
    }

    @Test
    void withoutATimeLimitEveryTaskEnds() {
        try (Parallel parallel = new Parallel(2, Progress.SILENT)) {
            assertThat(map(parallel, 100, index -> index)).hasSize(100).allMatch(Optional::isPresent);
            assertThat(told).hasSize(100);
            assertThat(parallel.isInterrupted()).isFalse();
            assertThat(parallel.interruption()).isEmpty();
        }
    }

    @Test
    void noTaskBeginsThatWouldNotBeDoneInTime() {
        try (Parallel parallel = new Parallel(1, Progress.SILENT)) {
            parallel.stopAfter(Duration.ofMillis(1000), "the time is over");
            List<Optional<Integer>> answers = map(parallel, 100, index -> {
                sleep(300);
                return index;
            });

            assertThat(parallel.interruption()).contains("the time is over");
            assertThat(answers.get(0)).contains(0);
            assertThat(answers.get(99)).isEmpty();
            assertThat(told)
                    .hasSameSizeAs(answers.stream().flatMap(Optional::stream).toList());
        }
    }

    @Test
    void aTaskThatIsNotDoneInTimeIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        try (Parallel parallel = new Parallel(1, Progress.SILENT)) {
            parallel.stopAfter(Duration.ofMillis(200), "the time is over");
            List<Optional<Integer>> answers = map(parallel, 3, index -> {
                await(never);
                return index;
            });

            assertThat(answers).containsOnly(Optional.empty());
            assertThat(told).isEmpty();
            // the thread that is left behind has been replaced
            assertThat(parallel.<Integer>call(() -> 5, () -> -1)).isEqualTo(5);
        } finally {
            never.countDown();
        }
    }

    @Test
    void anErrorEndsTheTasksOfItsKindAndNoOthers() {
        try (Parallel parallel = new Parallel(1, Progress.SILENT)) {
            OutOfMemoryError full = new OutOfMemoryError("full");
            assertThatThrownBy(() -> map(parallel, 10, index -> {
                        if (index == 1) {
                            throw full;
                        }
                        return index;
                    }))
                    .isSameAs(full);
            assertThat(told).containsExactly(0);
            assertThat(parallel.isInterrupted()).isFalse();
            assertThat(map(parallel, 3, index -> index)).allMatch(Optional::isPresent);
        }
    }

    @Test
    void everyTaskThatEndsInSomeWayIsDone() {
        AtomicInteger tasks = new AtomicInteger();
        Progress counting = new Progress() {
            @Override
            public void tasks(int count) {
                tasks.addAndGet(count);
            }

            @Override
            public void taskDone() {
                tasks.decrementAndGet();
            }
        };
        try (Parallel parallel = new Parallel(2, counting)) {
            map(parallel, 5, index -> index);
            assertThatThrownBy(() -> map(parallel, 5, index -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            parallel.interrupt();
            map(parallel, 5, index -> index);
        }

        assertThat(tasks).hasValue(0);
    }

    @Test
    void aLiftedLimitEndsNothing() {
        try (Parallel parallel = new Parallel(1, Progress.SILENT)) {
            parallel.stopAfter(Duration.ofMillis(100), "the time is over");
            parallel.liftTimeLimit();

            assertThat(map(parallel, 2, index -> {
                        sleep(100);
                        return index;
                    }))
                    .containsExactly(Optional.of(0), Optional.of(1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        }
    }
}
