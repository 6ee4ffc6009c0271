package emiss.cli;

import emiss.app.run.Progress;
import emiss.report.text.ValueText;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * One line on the terminal that is written over and over: the current study, how far it has come, its rate, and the time that
 * is left.
 *
 * <p>The time left is that of the tasks still to do at the rate so far, and for every study to come the mean time of the
 * finished ones of its type. Where a type is still to come of which no study is finished, the line says that it will take
 * more than the rest.
 */
final class ProgressLine implements Progress {
    private static final long MIN_INTERVAL_NANOS = 100_000_000;
    private static final double NANOS = 1e-9;

    /** A rate over less than this [s] says nothing. */
    private static final double MIN_RATE_SECONDS = 1;

    /** In the first seconds of a run nobody needs to know the time left [s]. */
    private static final double MIN_RUN_SECONDS = 3;

    /** Nor when it is as short as this [s]. */
    private static final double MIN_LEFT_SECONDS = 1;

    private static final int NONE = -1;
    private static final int DEFAULT_COLUMNS = 80;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final CharacterSet letters;
    private final int columns;
    private final LongSupplier clock;
    private final long begin;

    private TimeLeft timeLeft = new TimeLeft(List.of());
    private String then = "";
    private String what = "";
    private int index = NONE;
    private long begun;
    private int total;
    private int done;
    private long lastPrinted;

    /**
     * Creates the line.
     *
     * @param columns width of the terminal
     * @param clock time [ns] from any moment
     */
    ProgressLine(PrintWriter terminal, CharacterSet letters, int columns, LongSupplier clock) {
        this.terminal = terminal;
        this.letters = letters;
        this.columns = columns;
        this.clock = clock;
        this.begin = clock.getAsLong();
    }

    /** A progress line if the launcher says that a person is watching; silence if the output is piped. */
    static Progress forTerminal(PrintWriter terminal, CharacterSet letters) {
        return Boolean.getBoolean("emiss.terminal")
                ? new ProgressLine(terminal, letters, terminalColumns(), System::nanoTime)
                : Progress.SILENT;
    }

    private static int terminalColumns() {
        String said = System.getProperty("emiss.columns", "");
        return said.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(said) : DEFAULT_COLUMNS;
    }

    @Override
    public synchronized void plan(List<String> types, String then) {
        timeLeft = new TimeLeft(types);
        this.then = then.isEmpty() ? "" : ", then " + then;
    }

    @Override
    public synchronized void study(String id, int index, int count) {
        next("[" + (index + 1) + "/" + count + "] " + id, index);
    }

    @Override
    public synchronized void after(String what) {
        timeLeft = new TimeLeft(List.of());
        then = "";
        next(what, NONE);
    }

    private void next(String what, int index) {
        long now = clock.getAsLong();
        if (this.index != NONE) {
            timeLeft.finished(this.index, (now - begun) * NANOS);
        }
        this.what = what;
        this.index = index;
        this.begun = now;
        // those of studies that go on are left
        total -= done;
        done = 0;
        print(now);
    }

    @Override
    public synchronized void tasks(int count) {
        total += count;
    }

    @Override
    public synchronized void taskDone() {
        done++;
        long now = clock.getAsLong();
        if (now - lastPrinted > MIN_INTERVAL_NANOS) {
            print(now);
        }
    }

    @Override
    public synchronized void clear() {
        terminal.print(ERASE);
        terminal.flush();
    }

    @Override
    public synchronized void aside(Runnable print) {
        clear();
        print.run();
    }

    private void print(long now) {
        lastPrinted = now;
        String text = letters.write(what + tasks(now) + left(now));
        terminal.print(ERASE + cut(text, columns - 1));
        terminal.flush();
    }

    private String tasks(long now) {
        if (total == 0) {
            return "";
        }
        double seconds = (now - begun) * NANOS;
        String rate = done > 0 && seconds >= MIN_RATE_SECONDS ? "  " + ValueText.number(done / seconds, 2) + "/s" : "";
        return "  " + done + "/" + total + rate;
    }

    private String left(long now) {
        if ((now - begin) * NANOS < MIN_RUN_SECONDS) {
            return "";
        }
        double elapsed = (now - begun) * NANOS;
        OptionalDouble byTasks = done > 0 ? OptionalDouble.of(elapsed * (total - done) / done) : OptionalDouble.empty();
        return timeLeft.during(index, elapsed, byTasks)
                .filter(left -> left.seconds() >= MIN_LEFT_SECONDS)
                .map(left -> "  " + left.text() + then)
                .orElse("");
    }

    private static String cut(String text, int columns) {
        return text.codePointCount(0, text.length()) <= columns
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns)));
    }
}
