package emiss.cli;

import emiss.report.compare.ComparisonText;
import emiss.report.compare.RunComparison;
import emiss.report.page.ComparisonPage;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what differs between two runs, in short and on a page. */
@Command(name = "compare", description = "Say what differs between the results of two runs, and write a page about it.")
public final class CompareCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "A", description = "The directory of results, or its results.json.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Those to compare with A.")
    private Path second = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page (default: ${DEFAULT-VALUE} in the current directory).")
    private Path out = Path.of("compare.html");

    /** Creates the command. */
    @Inject
    public CompareCommand() {}

    @Override
    public Integer call() {
        PrintWriter output = console().out();
        PrintWriter errors = console().err();
        RunView before = read(first);
        RunView after = read(second);
        ComparisonText.lines(RunComparison.of(before, after)).forEach(output::println);
        try {
            ComparisonPage.write(
                    before,
                    after,
                    Drawing.figures(before, errors::println),
                    Drawing.figures(after, errors::println),
                    out);
        } catch (IOException unwritable) {
            return console().cannotWrite(unwritable);
        }
        output.println();
        output.println(out + " written");
        return ExitCode.DONE;
    }

    private static RunView read(Path place) {
        return RunView.of(new ResultsReader().read(PlotCommand.resultsIn(place)));
    }
}
