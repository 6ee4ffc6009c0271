package emiss.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Tells of results one after the other, on a thread of its own. */
final class Reports implements AutoCloseable {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> Parallel.daemon(task, "emiss-results"));
    private final List<Future<?>> reports = new ArrayList<>();
    private final IntConsumer awaited;

    /**
     * Starts the thread.
     *
     * @param awaited is told which report is waited for, if it is not there yet
     */
    Reports(IntConsumer awaited) {
        this.awaited = awaited;
    }

    /** Appends a report, which may wait for the result. */
    void add(Runnable report) {
        reports.add(thread.submit(report));
    }

    /** Waits for a report and all before it; what it throws is thrown here. */
    void await(int index) {
        Future<?> report = reports.get(index);
        if (!report.isDone()) {
            awaited.accept(index);
        }
        Parallel.join(report);
    }

    /** Waits for all reports. */
    void awaitAll() {
        for (int index = 0; index < reports.size(); index++) {
            await(index);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
