package emiss.app.command;

import emiss.app.run.Progress;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** One line on the terminal that is written over and over: the current study and how far it has come. */
final class ProgressLine implements Progress {
    private static final long MIN_INTERVAL_NANOS = 100_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile String study = "";
    private long lastPrinted;

    private ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A progress line if the launcher says that a person is watching; silence if the output is piped. */
    static Progress forTerminal(PrintWriter terminal) {
        return Boolean.getBoolean("emiss.terminal") ? new ProgressLine(terminal) : Progress.SILENT;
    }

    @Override
    public void study(String id, int index, int count) {
        study = "[" + (index + 1) + "/" + count + "] " + id;
        total.set(0);
        done.set(0);
        print(true);
    }

    @Override
    public void tasks(int count) {
        total.addAndGet(count);
    }

    @Override
    public void taskDone() {
        done.incrementAndGet();
        print(false);
    }

    @Override
    public void clear() {
        synchronized (this) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    private synchronized void print(boolean now) {
        long time = System.nanoTime();
        if (now || time - lastPrinted > MIN_INTERVAL_NANOS) {
            lastPrinted = time;
            String tasks = total.get() > 0 ? "  " + done.get() + "/" + total.get() : "";
            terminal.print(ERASE + study + tasks);
            terminal.flush();
        }
    }
}
