package emiss.cli;

import emiss.app.Application;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The command line program. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        // figures need no display, and what libraries log is not shown
        System.setProperty("java.awt.headless", "true");
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        Application application = new Application();
        Charset charset = CharacterSet.terminalCharset();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, charset), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, charset), true);
        int code = EmissCommand.commandLine(application::instance, CharacterSet.of(charset), out, err)
                .execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
