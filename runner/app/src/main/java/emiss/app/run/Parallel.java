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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
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

    private final int threads;
    private final ThreadPoolExecutor executor;
    private final Progress progress;
    private final TimeLimit limit;
    private final Set<Task<?>> running = ConcurrentHashMap.newKeySet();
    private final Thread watch;
    private volatile @Nullable String interruption;
    private volatile @Nullable Deadline deadline;
    private volatile boolean hasGivenUp;

    /** When tasks end, by {@link System#nanoTime}, and what to call that. */
    private record Deadline(long nanos, String reason) {
        long left() {
            return nanos - System.nanoTime();
        }
    }

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
        this.threads = threads;
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

    /** A thread that the end of the program does not wait for. */
    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Computes {@code task(0) ... task(count - 1)}, in any order.
     *
     * @param late what stands for the answer of a task that is given up
     * @param done is told of every other answer as soon as it is there, by the thread that computed it
     * @return the answers in order; empty where {@link #interrupt} or the end of the time came first
     */
    public <T> List<Optional<T>> map(int count, IntFunction<T> task, IntFunction<T> late, ObjIntConsumer<T> done) {
        progress.tasks(count);
        Batch batch = new Batch();
        List<Future<Optional<T>>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            Task<Optional<T>> one = new Task<>(
                    () -> batch.run(() -> task.apply(index)),
                    () -> Optional.of(late.apply(index)),
                    Optional.empty(),
                    answer -> answer.ifPresent(found -> done.accept(found, index)));
            one.answer.whenComplete((answer, failure) -> progress.taskDone());
            futures.add(submit(one));
        }
        List<Optional<T>> answers = new ArrayList<>(count);
        @Nullable Throwable failure = null;
        for (Future<Optional<T>> future : futures) {
            try {
                answers.add(join(future));
            } catch (RuntimeException | Error failed) {
                // the others end before anyone hears of it: they may write, or hold much memory
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
        return map(
                count,
                task,
                index -> {
                    throw new IllegalStateException("task " + index + " " + limit.missed());
                },
                (answer, index) -> {});
    }

    /**
     * Computes one thing on a thread of its own, whether interrupted or not.
     *
     * @param late what stands for the answer if it is given up
     */
    public <T> T call(Supplier<T> task, Supplier<T> late) {
        return join(submit(new Task<>(task, late, null, answer -> {})));
    }

    /** How many threads there are. */
    int threads() {
        return threads;
    }

    /** How long a task inside a plugin may take. */
    public TimeLimit limit() {
        return limit;
    }

    private <T> Future<T> submit(Task<T> task) {
        executor.execute(task);
        return task.answer;
    }

    /** Waits for an answer; what ended the task in its place ends this too. */
    static <T> T join(Future<T> future) {
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
        interrupt("interrupted");
    }

    /** The same with a reason. */
    void interrupt(String reason) {
        interruption = reason;
        watch.interrupt();
    }

    /**
     * Ends the tasks in time: none begins that would take longer than is left if it took as long as the longest of its kind so far, and
     * none is waited for afterwards.
     *
     * @param time how long there will be tasks
     * @param reason what the end of that time is called
     */
    public void stopAfter(Duration time, String reason) {
        deadline = new Deadline(System.nanoTime() + time.toNanos(), reason);
        watch.interrupt();
    }

    /** Lets tasks take any time from now on. */
    public void liftTimeLimit() {
        deadline = null;
    }

    private boolean mayBegin(long time) {
        Deadline end = deadline;
        if (interruption == null && end != null && end.left() < time) {
            interrupt(end.reason);
        }
        return interruption == null;
    }

    /** Whether {@link #interrupt} was called, or the time is over. */
    public boolean isInterrupted() {
        return interruption != null;
    }

    /** Why no other tasks begin, in a word or a few; empty if they do. */
    public Optional<String> interruption() {
        return Optional.ofNullable(interruption);
    }

    /** Whether a task was given up. */
    public boolean hasGivenUp() {
        return hasGivenUp;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        watch.interrupt();
    }

    private void watch() {
        while (!executor.isShutdown()) {
            long patience =
                    Math.min(limit.duration().toNanos(), interruption == null ? Long.MAX_VALUE : IMPATIENCE.toNanos());
            long now = System.nanoTime();
            long next = patience;
            Deadline end = deadline;
            if (end != null && end.left() <= 0) {
                deadline = null;
                interruption = end.reason;
                running.forEach(Task::leave);
            } else if (end != null) {
                next = Math.min(next, end.left());
            }
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

    /** Tasks of one kind: after an error none of them begins. */
    private final class Batch {
        private final AtomicLong longest = new AtomicLong();
        private volatile boolean isOver;

        <T> Optional<T> run(Supplier<T> task) {
            if (isOver || !mayBegin(longest.get())) {
                return Optional.empty();
            }
            long begun = System.nanoTime();
            try {
                T answer = task.get();
                longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                return Optional.of(answer);
            } catch (Error failure) {
                isOver = true;
                throw failure;
            }
        }
    }

    /** A task, and the thread on which it runs. */
    private final class Task<T> implements Runnable {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final Supplier<T> task;
        private final Supplier<T> late;
        private final @Nullable T nothing;
        private final Consumer<T> done;
        private @Nullable Thread thread;
        private long begun;
        private int sightings;

        /**
         * Creates a task.
         *
         * @param late gives the answer if it is given up
         * @param nothing the answer if the time is over; null if it is waited for
         * @param done is told of the answer of the task itself
         */
        Task(Supplier<T> task, Supplier<T> late, @Nullable T nothing, Consumer<T> done) {
            this.task = task;
            this.late = late;
            this.nothing = nothing;
            this.done = done;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            begun = System.nanoTime();
            running.add(this);
            try {
                T found = task.get();
                if (end()) {
                    done.accept(found);
                    answer.complete(found);
                }
            } catch (Throwable failed) {
                end();
                // whoever waits for the answer gets it
                answer.completeExceptionally(failed);
            }
        }

        /** Whether its answer is still wanted. */
        private boolean end() {
            boolean isWanted = running.remove(this);
            if (!isWanted) {
                // came back after all, and has been replaced
                resize(-1);
            }
            return isWanted;
        }

        /** Waits no longer for it. */
        void leave() {
            if (nothing != null && running.remove(this)) {
                resize(1);
                answer.complete(nothing);
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
            hasGivenUp = true;
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
