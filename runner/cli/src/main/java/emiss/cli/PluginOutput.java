package emiss.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What plugins and libraries print. It goes where complaints go, each line marked, and not without end: the output of the program is
 * its own.
 */
final class PluginOutput extends OutputStream {
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 1000;

    private final PrintWriter complaints;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int lines;

    private PluginOutput(PrintWriter complaints) {
        this.complaints = complaints;
    }

    /** Sends there what is printed to {@code System.out} and {@code System.err} from now on. */
    static void redirect(PrintWriter complaints) {
        PrintStream stream = new PrintStream(new PluginOutput(complaints), true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @Override
    public synchronized void write(int next) {
        if (next != '\n') {
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
            return;
        }
        lines++;
        if (lines <= MOST_LINES) {
            complaints.println(
                    "[plugin] " + line.toString(StandardCharsets.UTF_8).stripTrailing());
        } else if (lines == MOST_LINES + 1) {
            complaints.println("[plugin] and more, which is not shown");
        }
        line.reset();
    }
}
