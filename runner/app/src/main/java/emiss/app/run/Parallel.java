package emiss.app.run;

import emiss.app.plugin.Plugin;
import emiss.app.plugin.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered, independent tasks on a fixed number of threads; the answers do not depend on that number.
 *
 * <p>A task that takes longer than a limit, and is then found inside a plugin again and again, is given up: its thread is left
 * behind, and another takes its place. Tasks that are slow for other reasons take the time they need. Watching costs the tasks
 * nothing.
 */
public final class Parallel implements AutoCloseable {
    /** How often a thread must be seen inside a plugin. */
    private static final int SIGHTINGS = 5;

    /** Between two looks at tasks that are late. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long a plugin may take once the run is interrupted. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);

    private final ThreadPoolExecutor executor;
    private final Progress progress;
    private final TimeLimit limit;
    private final Set<Task<?>> running = ConcurrentHashMap.newKeySet();
    private final Thread watch;
    private volatile boolean interrupted;

    /** The same with the standard limit for plugins. */
    public Parallel(int threads, Progress progress) {
        this(threads, TimeLimit.standard(), progress);
    }

    /**
     * Starts the threads.
     *
     * @param threads how many, at least 1
     * @param limit how long a task inside a plugin may take
     * @param progress is told of every finished task
     */
    public Parallel(int threads, TimeLimit limit, Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected at least 1");
        }
        this.executor = new ThreadPoolExecutor(
                threads,
                Integer.MAX_VALUE,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "emiss-worker"));
        this.limit = limit;
        this.progress = progress;
        this.watch = daemon(this::watch, "emiss-watch");
        watch.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Computes {@code task(0) ... task(count - 1)}, in any order.
     *
     * @param late what stands for the answer of a task that is given up
     * @return the answers in order; empty where {@link #interrupt} came first
     */
    public <T> List<Optional<T>> map(int count, IntFunction<T> task, IntFunction<T> late) {
        progress.tasks(count);
        List<Future<Optional<T>>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            futures.add(submit(
                    () -> {
                        if (interrupted) {
                            return Optional.empty();
                        }
                        Optional<T> answer = Optional.of(task.apply(index));
                        progress.taskDone();
                        return answer;
                    },
                    () -> Optional.of(late.apply(index))));
        }
        List<Optional<T>> answers = new ArrayList<>(count);
        @Nullable Throwable failure = null;
        for (Future<Optional<T>> future : futures) {
            try {
                answers.add(join(future));
            } catch (RuntimeException | Error failed) {
                // the others end before anyone hears of it: they may write, or hold much memory
                if (failed instanceof Error) {
                    interrupt();
                }
                failure = failure == null ? failed : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return answers;
    }

    /** The same for tasks that ask no plugin. */
    public <T> List<Optional<T>> map(int count, IntFunction<T> task) {
        return map(count, task, index -> {
            throw new IllegalStateException("task " + index + " " + limit.missed());
        });
    }

    /**
     * Computes one thing on a thread of its own, whether interrupted or not.
     *
     * @param late what stands for the answer if it is given up
     */
    public <T> T call(Supplier<T> task, Supplier<T> late) {
        return join(submit(task, late));
    }

    /** How long a task inside a plugin may take. */
    public TimeLimit limit() {
        return limit;
    }

    private <T> Future<T> submit(Supplier<T> supplier, Supplier<T> late) {
        Task<T> task = new Task<>(supplier, late);
        executor.execute(task);
        return task.answer;
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
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
        watch.interrupt();
    }

    /** Whether {@link #interrupt} was called. */
    public boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        watch.interrupt();
    }

    private void watch() {
        while (!executor.isShutdown()) {
            long patience = Math.min(limit.duration().toNanos(), interrupted ? IMPATIENCE.toNanos() : Long.MAX_VALUE);
            long now = System.nanoTime();
            long next = patience;
            for (Task<?> task : running) {
                long left = patience - (now - task.begun);
                if (left <= 0) {
                    task.look();
                }
                next = Math.min(next, Math.max(left, LOOK.toNanos()));
            }
            try {
                TimeUnit.NANOSECONDS.sleep(next);
            } catch (InterruptedException changed) {
                // looks again at once
            }
        }
    }

    /** A task, and the thread on which it runs. */
    private final class Task<T> implements Runnable {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final Supplier<T> task;
        private final Supplier<T> late;
        private @Nullable Thread thread;
        private long begun;
        private int sightings;

        Task(Supplier<T> task, Supplier<T> late) {
            this.task = task;
            this.late = late;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            begun = System.nanoTime();
            running.add(this);
            try {
                answer.complete(task.get());
            } catch (Throwable failed) {
                // whoever waits for the answer gets it
                answer.completeExceptionally(failed);
            } finally {
                if (!running.remove(this)) {
                    // came back after all, and has been replaced
                    resize(-1);
                }
            }
        }

        /** Notes whether the task is inside a plugin; gives it up if it always was. */
        void look() {
            Thread on = thread;
            sightings = on != null && Plugin.isAsked(on) ? sightings + 1 : 0;
            if (sightings < SIGHTINGS || !running.remove(this)) {
                return;
            }
            resize(1);
            try {
                answer.complete(late.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
            if (on != null) {
                on.interrupt();
            }
        }
    }

    private synchronized void resize(int change) {
        executor.setCorePoolSize(Math.max(1, executor.getCorePoolSize() + change));
    }
}
