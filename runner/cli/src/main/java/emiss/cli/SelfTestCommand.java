package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.report.text.TextTable;
import emiss.report.text.TextTable.Align;
import emiss.report.text.ValueText;
import emiss.report.view.RunView;
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Computes numbers that are known from other programs, on this machine, and compares; then draws one of them and a report, in memory. */
@Command(
        name = "selftest",
        description =
                "Compute key numbers on this machine, compare them with those of other programs, and try whether it can draw.")
public final class SelfTestCommand extends ConsoleCommand {
    private static final String NUMBERS = "selftest.yaml";

    /** How many digits are compared by eye. */
    private static final int DIGITS = 10;

    private final ConfigReader reader;
    private final Runner runner;

    /** Creates the command. */
    @Inject
    public SelfTestCommand(ConfigReader reader, Runner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException {
        Run run = run();
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.DECIMAL, Align.DECIMAL, Align.LEFT)
                .header("", "quantity", "expected", "computed", "within", "source");
        int failed = 0;
        for (Run.Quoted number : run.quoted()) {
            boolean passed = agrees(number);
            failed += passed ? 0 : 1;
            table.row(
                    passed ? "pass" : "FAIL",
                    number.label(),
                    digits(number.value()),
                    digits(number.computed()),
                    number.uncertainty() == null ? "none" : ValueText.number(number.uncertainty(), 2),
                    number.source());
        }
        PrintWriter out = console().out();
        table.lines("").forEach(out::println);
        out.println();
        out.println(run.quoted().size() - failed + " of " + run.quoted().size() + " numbers agree");
        List<String> warnings = Drawing.tried(RunView.of(run));
        out.println("figures and a report " + (warnings.isEmpty() ? "can" : "cannot") + " be drawn");
        warnings.forEach(console().err()::println);
        return failed == 0 && warnings.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private Run run() throws IOException {
        try (InputStream numbers = SelfTestCommand.class.getResourceAsStream(NUMBERS);
                Parallel parallel = new Parallel(Runtime.getRuntime().availableProcessors(), Progress.SILENT)) {
            if (numbers == null) {
                throw new IllegalStateException("the resource " + NUMBERS + " is not in the program");
            }
            String config = new String(numbers.readAllBytes(), StandardCharsets.UTF_8);
            return runner.run(
                    reader.parse(config), new RunOptions(1, 1), parallel, Progress.SILENT, (study, soFar) -> {});
        }
    }

    /** Whether a computed number is as close as the list asks for. */
    static boolean agrees(Run.Quoted number) {
        Double computed = number.computed();
        Double allowed = number.uncertainty();
        return computed != null && allowed != null && Math.abs(computed - number.value()) <= allowed;
    }

    private static String digits(@Nullable Double number) {
        return number == null ? "none" : ValueText.number(number, DIGITS);
    }
}
