package emiss.app;

import com.google.inject.Injector;
import emiss.app.command.EmissCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command line program. */
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Injector injector = EmissModule.injector();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int code = EmissCommand.commandLine(injector::getInstance, out, err).execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
