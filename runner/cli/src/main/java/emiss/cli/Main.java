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
        Charset charset = CharacterSet.terminalCharset();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, charset), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, charset), true);
        PluginOutput.redirect(err);
        Launcher launcher = Launcher.find();
        int code = execute(CharacterSet.of(charset), out, err, arguments);
        out.flush();
        err.flush();
        launcher.exit(code);
    }

    private static int execute(CharacterSet letters, PrintWriter out, PrintWriter err, String... arguments) {
        try {
            Application application = new Application();
            return EmissCommand.commandLine(application::instance, letters, out, err)
                    .execute(arguments);
        } catch (Throwable failure) {
            err.println(EmissCommand.words(failure));
            return ExitCode.INCOMPLETE;
        }
    }
}
