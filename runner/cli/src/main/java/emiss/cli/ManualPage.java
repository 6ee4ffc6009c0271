package emiss.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command line in the macros man(7), in ASCII, from the model that also parses the arguments. */
final class ManualPage {
    private static final String PLACES = """
            .SH FILES
            .TP
            \\fIFILE\\fR
            A configuration: which data, and which studies of them. \\fIconfig\\fR has examples and the schema.
            .TP
            \\fIresults/NAME/\\fR
            The results of the configuration \\fINAME.yaml\\fR: \\fIresults.json\\fR with everything, and tables.
            .TP
            \\fIplugins/\\fR
            Beside the program: every jar in it is a plugin; a folder in it is a plugin with its libraries.
            .TP
            \\fI~/.emiss/plugins/\\fR
            The same for one user.
            .SH ENVIRONMENT
            .TP
            .B JAVA_HOME
            The Java that runs the program, if it does not bring its own; without it the one on the PATH.
            .TP
            .B JAVA_OPTS
            Options for the Java virtual machine, such as \\-Xmx4g.
            .TP
            .BR LC_ALL ", " LC_CTYPE ", " LANG
            Where their encoding is UTF\\-8, output may have letters outside ASCII.
            """;

    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    /**
     * The text of the page.
     *
     * @param program the command line
     * @param version its version
     */
    static String of(CommandSpec program, String version) {
        ManualPage manual = new ManualPage();
        manual.write(program, version);
        return manual.page.toString();
    }

    private void write(CommandSpec program, String version) {
        String name = program.name();
        line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + escaped(name + " " + version) + "\"");
        line(".SH NAME");
        line(escaped(name) + " \\- " + escaped(description(program)));
        line(".SH SYNOPSIS");
        line(synopsis(program));
        line(".SH OPTIONS");
        line("These work with every command, except \\-\\-version, which stands alone.");
        options(program);
        line(".SH COMMANDS");
        commands(program);
        line(".SH EXIT STATUS");
        program.usageMessage().exitCodeList().forEach((code, meaning) -> item("\\fB" + code + "\\fR", meaning));
        page.append(PLACES);
    }

    private void commands(CommandSpec parent) {
        for (CommandLine line : new LinkedHashSet<>(parent.subcommands().values())) {
            CommandSpec command = line.getCommandSpec();
            if (command.usageMessage().hidden()) {
                continue;
            }
            if (command.subcommands().isEmpty()) {
                line(".SS " + synopsis(command).replaceFirst("^\\.B ", ""));
                line(text(description(command)));
                command.positionalParameters().forEach(this::parameter);
                options(command);
                footer(command);
            } else {
                commands(command);
            }
        }
    }

    private void parameter(PositionalParamSpec parameter) {
        item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", joined(parameter.description()));
    }

    private void options(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (!option.hidden() && !option.inherited()) {
                String names = List.of(option.names()).stream()
                        .map(name -> "\\fB" + escaped(name) + "\\fR")
                        .collect(Collectors.joining(", "));
                item(names + (takesValue(option) ? " " + value(option) : ""), joined(option.description()));
            }
        }
    }

    private void footer(CommandSpec command) {
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            line(".PP");
            line(".nf");
            String.format(String.join("%n", footer)).strip().lines().forEach(words -> line(text(words)));
            line(".fi");
        }
    }

    private static String synopsis(CommandSpec command) {
        StringBuilder synopsis = new StringBuilder(".B ").append(escaped(command.qualifiedName()));
        if (command.options().stream().anyMatch(option -> !option.hidden())) {
            synopsis.append(" \\fR[\\fIOPTIONS\\fR]");
        }
        if (!command.subcommands().isEmpty()) {
            synopsis.append(" \\fICOMMAND\\fR");
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            String label = "\\fI" + escaped(parameter.paramLabel()) + "\\fR";
            String several = parameter.arity().max() > 1 ? label + "..." : label;
            synopsis.append(' ').append(parameter.required() ? several : "\\fR[" + several + "]");
        }
        return synopsis.append("\\fR").toString();
    }

    private static boolean takesValue(ArgSpec option) {
        return option.arity().max() > 0;
    }

    private static String value(ArgSpec option) {
        String label = "\\fI" + escaped(option.paramLabel().replaceFirst("^<(.*)>$", "$1")) + "\\fR";
        return option.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private static String description(CommandSpec command) {
        return joined(command.usageMessage().description());
    }

    /** The lines of a description, in which picocli lets %n begin a line. */
    private static String joined(String... lines) {
        return String.format(String.join(" ", lines)).replaceAll("\\s+", " ").strip();
    }

    private void item(String tag, String meaning) {
        line(".TP");
        line(tag);
        line(text(meaning));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** Words that may begin like a macro. */
    private static String text(String words) {
        String escaped = escaped(words);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().forEach(letter -> {
            if (letter == '\\') {
                escaped.append("\\e");
            } else if (letter == '-') {
                escaped.append("\\-");
            } else if (letter < 128) {
                escaped.append((char) letter);
            } else {
                escaped.append(String.format("\\[u%04X]", letter));
            }
        });
        return escaped.toString();
    }
}
