package emiss.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs numbered, independent tasks on a fixed number of threads; the answers do not depend on that number. */
public final class Parallel implements AutoCloseable {
    private final ExecutorService executor;
    private final Progress progress;
    private volatile boolean interrupted;

    /**
     * Starts the threads.
     *
     * @param threads how many, at least 1
     * @param progress is told of every finished task
     */
    public Parallel(int threads, Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected at least 1");
        }
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "emiss-worker");
            thread.setDaemon(true);
            return thread;
        });
        this.progress = progress;
    }

    /**
     * Computes {@code task(0) ... task(count - 1)}, in any order.
     *
     * @return the answers in order; empty where {@link #interrupt} came first
     */
    public <T> List<Optional<T>> map(int count, IntFunction<T> task) {
        progress.tasks(count);
        List<Future<Optional<T>>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            futures.add(executor.submit(() -> {
                if (interrupted) {
                    return Optional.<T>empty();
                }
                Optional<T> answer = Optional.of(task.apply(index));
                progress.taskDone();
                return answer;
            }));
        }
        List<Optional<T>> answers = new ArrayList<>(count);
        for (Future<Optional<T>> future : futures) {
            answers.add(join(future));
        }
        return answers;
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a task", stopped);
        }
    }

    /** Lets running tasks finish and starts no others. */
    public void interrupt() {
        interrupted = true;
    }

    /** Whether {@link #interrupt} was called. */
    public boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
