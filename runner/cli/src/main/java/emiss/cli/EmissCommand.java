package emiss.cli;

import emiss.api.experiment.DataFormatException;
import emiss.app.run.ProgramVersion;
import emiss.results.ResultsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The program itself; its subcommands do the work. */
@Command(
        name = "emiss",
        description = "Which new invisible particle do the B -> K(*) + missing energy data prefer,"
                + " and what do they exclude?",
        subcommands = {
            RunCommand.class,
            MergeCommand.class,
            PlotCommand.class,
            CompareCommand.class,
            CheckCommand.class,
            ListCommand.class,
            ShowCommand.class,
            NewCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ServeCommand.class,
            ExploreCommand.class,
            SelfTestCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        versionProvider = EmissCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong input, nothing ran",
            "3:some study, point or figure failed, memory was exhausted, the time of --budget was over, or a repetition differs; the"
                    + " rest is written",
            "4:results, figures or pages could not be written",
            "129:interrupted by SIGHUP, finished points are kept",
            "130:interrupted by Ctrl-C (SIGINT), finished points are kept",
            "143:interrupted by SIGTERM, finished points are kept"
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

    @Option(
            names = "--ascii",
            description = "Print ASCII alone (default: what the locale can show).",
            scope = ScopeType.INHERIT)
    private boolean ascii;

    private CharacterSet letters = CharacterSet.UNICODE;

    /** Creates the command. */
    public EmissCommand() {}

    /** What the terminal of a running command can show. */
    static CharacterSet letters(CommandSpec spec) {
        return ((EmissCommand) spec.root().userObject()).letters;
    }

    /**
     * The command line.
     *
     * @param factory makes commands and other objects that picocli needs
     * @param letters what both of the following can show
     * @param out where answers go
     * @param err where complaints and progress go
     */
    public static CommandLine commandLine(Factory factory, CharacterSet letters, PrintWriter out, PrintWriter err) {
        EmissCommand root = new EmissCommand();
        CommandLine line = new CommandLine(root, new PicocliFactory(factory));
        root.print(letters, line, out, err);
        line.setExecutionStrategy(parsed -> {
            if (root.ascii) {
                root.print(CharacterSet.ASCII, line, out, err);
            }
            try {
                return new RunLast().execute(parsed);
            } catch (Error failure) {
                if (root.debug) {
                    failure.printStackTrace(line.getErr());
                }
                line.getErr().println(words(failure));
                return ExitCode.INCOMPLETE;
            }
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter complaints = line.getErr();
            if (root.debug) {
                failure.printStackTrace(complaints);
            }
            if (failure instanceof DataFormatException wrong) {
                wrong.problems().forEach(complaints::println);
                return ExitCode.WRONG_INPUT;
            }
            if (failure instanceof ResultsException wrong) {
                complaints.println(wrong.getMessage());
                return ExitCode.WRONG_INPUT;
            }
            if (failure instanceof NoSuchFileException missing) {
                complaints.println("emiss: no such file: " + missing.getMessage());
                return ExitCode.WRONG_INPUT;
            }
            if (failure instanceof IOException unreadable) {
                complaints.println("emiss: cannot read " + unreadable.getMessage());
                return ExitCode.WRONG_INPUT;
            }
            complaints.println(words(failure));
            return ExitCode.INCOMPLETE;
        });
        line.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine command = wrong.getCommandLine();
            PrintWriter complaints = command.getErr();
            complaints.println(wrong.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, complaints);
            complaints.println(command.getCommandSpec().qualifiedName() + " --help says what there is");
            return ExitCode.WRONG_INPUT;
        });
        return line;
    }

    /** A failure that nobody expected, in one line. */
    static String words(Throwable failure) {
        return failure instanceof OutOfMemoryError
                ? "emiss: the memory is exhausted (" + failure.getMessage()
                        + "), what was finished is written; JAVA_OPTS=-Xmx8g, for example, gives Java more"
                : "emiss: " + failure + " (--debug prints the stack trace)";
    }

    private void print(CharacterSet letters, CommandLine line, PrintWriter out, PrintWriter err) {
        this.letters = letters;
        line.setOut(letters == CharacterSet.ASCII ? new PrintWriter(new AsciiWriter(out), true) : out);
        line.setErr(letters == CharacterSet.ASCII ? new PrintWriter(new AsciiWriter(err), true) : err);
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
            return new String[] {"emiss " + ProgramVersion.running().text()};
        }
    }
}
