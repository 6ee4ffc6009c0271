package emiss.app;

import com.google.inject.Injector;
import emiss.app.command.EmissCommand;
import emiss.app.command.Letters;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.apiguardian.api.API;

/** The command line program. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Main {
    private Main() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        // figures need no display, and what libraries log is for nobody here
        System.setProperty("java.awt.headless", "true");
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        Injector injector = EmissModule.injector();
        Charset charset = Letters.terminalCharset();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, charset), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, charset), true);
        int code = EmissCommand.commandLine(injector::getInstance, Letters.of(charset), out, err)
                .execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
