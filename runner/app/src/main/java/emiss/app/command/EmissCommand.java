package emiss.app.command;

import emiss.api.experiment.DataFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself; its subcommands do the work. */
@Command(
        name = "emiss",
        description = "Which new invisible particle do the B -> K(*) + missing energy data prefer,"
                + " and what do they exclude?",
        subcommands = {RunCommand.class, CheckCommand.class, ListCommand.class, ShowCommand.class},
        versionProvider = EmissCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong input, nothing ran",
            "3:some study or point failed, the rest is written",
            "4:the results could not be written",
            "130:interrupted, finished points are kept"
        })
public final class EmissCommand {
    @Option(names = "--debug", description = "Print the stack trace of an error.", scope = ScopeType.INHERIT)
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.",
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    private boolean version;

    /** Creates the command. */
    public EmissCommand() {}

    /**
     * The command line.
     *
     * @param factory makes commands and other objects that picocli needs
     * @param out where answers go
     * @param err where complaints and progress go
     */
    public static CommandLine commandLine(Factory factory, PrintWriter out, PrintWriter err) {
        EmissCommand root = new EmissCommand();
        CommandLine line = new CommandLine(root, new PicocliFactory(factory));
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (root.debug) {
                failure.printStackTrace(err);
            }
            if (failure instanceof DataFormatException wrong) {
                wrong.problems().forEach(err::println);
                return ExitCode.WRONG_INPUT;
            }
            if (failure instanceof NoSuchFileException missing) {
                err.println("emiss: no such file: " + missing.getMessage());
                return ExitCode.WRONG_INPUT;
            }
            if (failure instanceof IOException unreadable) {
                err.println("emiss: cannot read " + unreadable.getMessage());
                return ExitCode.WRONG_INPUT;
            }
            err.println("emiss: " + failure + (root.debug ? "" : " (--debug prints the stack trace)"));
            return ExitCode.INCOMPLETE;
        });
        return line;
    }

    /** Makes objects by their class. */
    public interface Factory {
        /** An instance of {@code type}. */
        <T> T create(Class<T> type);
    }

    private record PicocliFactory(Factory factory) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type.getPackage() == EmissCommand.class.getPackage()
                    ? factory.create(type)
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /** The version of the program. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"emiss " + ProgramVersion.text()};
        }
    }
}
