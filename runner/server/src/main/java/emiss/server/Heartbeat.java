package emiss.server;

import emiss.app.run.Parallel;
import java.io.IOException;
import java.util.Optional;

/** Tells the progress of a run from time to time, and ends the run when nobody hears it. */
final class Heartbeat implements AutoCloseable {
    private static final long MILLISECONDS = 100;

    /** How many beats without news before the listener is looked for. */
    private static final int SILENT = 5;

    private final Thread thread;

    /** @param parallel is interrupted when nobody listens */
    Heartbeat(Events events, Progressing progress, Parallel parallel) {
        thread = new Thread(
                () -> {
                    try {
                        beat(events, progress);
                    } catch (IOException gone) {
                        parallel.interrupt();
                    } catch (InterruptedException over) {
                        // the run is at its end
                    }
                },
                "emiss-heartbeat");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private static void beat(Events events, Progressing progress) throws IOException, InterruptedException {
        int silent = 0;
        while (true) {
            Thread.sleep(MILLISECONDS);
            Optional<String> change = progress.change();
            silent = change.isPresent() ? 0 : silent + 1;
            if (change.isPresent()) {
                events.send("progress", change.get());
            } else if (silent >= SILENT) {
                events.beat();
                silent = 0;
            }
        }
    }

    /** Ends it; no event of it is sent afterwards. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
