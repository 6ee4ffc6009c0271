package emiss.cli;

import emiss.app.run.Parallel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the machine alive after Ctrl-C until the finished points are on disk. */
final class Interrupts {
    private static final int GRACE_SECONDS = 30;

    private final CountDownLatch written = new CountDownLatch(1);

    /** Something during which an interrupt ends the tasks of {@code parallel}. */
    interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /** Does some work; what comes after it without an interrupt is not waited for, since it can be done again. */
    <T, E extends Exception> T during(Parallel parallel, Work<T, E> work) throws E {
        Thread hook = new Thread(() -> finish(parallel));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            if (!parallel.isInterrupted()) {
                forget(hook);
            }
        }
    }

    /** Everything is written. */
    void end() {
        written.countDown();
    }

    private void finish(Parallel parallel) {
        parallel.interrupt();
        try {
            written.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves nothing to wait for at the end of the program. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs
        }
    }
}
