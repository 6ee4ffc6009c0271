package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the program tells about itself: completion scripts, the manual page, the version. */
class ShellHelpTest {
    private static final Pattern LONG_OPTION = Pattern.compile("--[a-z0-9-]+");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");
    private static final Pattern MACRO = Pattern.compile("(?m)^[.'](\\w*)");

    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void bashCompletesCommandsOptionsAndIds() throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("completion"),
                Program.execute("completion", "bash").out());

        assertThat(completions("emiss", "sho")).containsExactly("show");
        assertThat(completions("emiss", "show", "dirac")).containsExactly("dirac-pair");
        assertThat(completions("emiss", "show", "belle2-")).containsExactly("belle2-hta", "belle2-ita", "belle2-xs");
        assertThat(completions("emiss", "list", "")).contains("scenarios", "experiments", "form-factors", "studies");
        assertThat(completions("emiss", "run", "--se")).containsExactly("--seed");
        assertThat(completions("emiss", "run", "compl")).containsExactly("completion");
    }

    /** What bash offers for the last word, which may be empty; files are those of the temporary folder. */
    private List<String> completions(String... words) throws IOException, InterruptedException {
        String script = """
                . ./completion
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                COMP_LINE="$*"
                COMP_POINT=${#COMP_LINE}
                _complete_emiss 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        command.addAll(List.of(words));
        return run(command).lines().sorted().toList();
    }

    /** Runs a program in the temporary folder; what it prints and complains about. */
    private String run(List<String> command) throws IOException, InterruptedException {
        Path out = directory.resolve("stdout.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as("end of %s", command)
                .isTrue();
        return Files.readString(out);
    }

    @Test
    void completionIsTheSameForZshAndForNoOtherShell() {
        assertThat(Program.execute("completion", "zsh").out())
                .isEqualTo(Program.execute("completion", "bash").out())
                .contains("bashcompinit");
        assertThat(Program.execute("completion", "tcsh").exitCode()).isEqualTo(2);
    }

    @Test
    void manualPageHasEveryCommandOptionAndExitCode() {
        String page = Program.execute("man").out();
        String help = Program.execute("--help").out();
        List<String> commands =
                COMMAND.matcher(help).results().map(found -> found.group(1)).toList();

        assertThat(commands).contains("run", "check", "list", "show", "completion", "man");
        assertThat(page)
                .contains("\\fB129\\fR\ninterrupted by SIGHUP, finished points are kept\n")
                .contains("\\fB130\\fR\ninterrupted by Ctrl\\-C (SIGINT), finished points are kept\n")
                .contains("\\fB143\\fR\ninterrupted by SIGTERM, finished points are kept\n");
        for (String command : commands) {
            assertThat(page).contains(".SS emiss " + command);
            for (String option : LONG_OPTION
                    .matcher(Program.execute(command, "--help").out())
                    .results()
                    .map(MatchResult::group)
                    .toList()) {
                assertThat(page).contains("\\fB" + option.replace("-", "\\-") + "\\fR");
            }
        }
    }

    @Test
    void manualPageIsInTheMacrosForManualPagesAndInAscii() {
        String page = Program.execute("man").out();

        assertThat(page).startsWith(".TH EMISS 1 ").matches("[\\x20-\\x7e\\n]+").doesNotContain("\n\n");
        assertThat(MACRO.matcher(page).results().map(found -> found.group(1)))
                .isSubsetOf("TH", "SH", "SS", "TP", "PP", "B", "BR", "nf", "fi");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void groffHasNothingToSayAboutTheManualPage() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "there is no groff");
        Path page = Files.writeString(
                directory.resolve("emiss.1"), Program.execute("man").out());

        assertThat(run(List.of("/usr/bin/groff", "-man", "-ww", "-z", page.toString())))
                .isEmpty();
    }

    @Test
    void versionNamesJava() {
        assertThat(Program.execute("--version").out().strip())
                .matches("emiss \\S+ \\(([0-9a-f]{7,}\\+?, )?Java " + Pattern.quote(System.getProperty("java.version"))
                        + "\\)");
    }
}
