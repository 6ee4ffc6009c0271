package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.Catalogue;
import emiss.app.run.Journal;
import emiss.app.run.JournalHeader;
import emiss.app.run.JournalLines;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.run.Shards;
import emiss.app.run.Share;
import emiss.results.ResultsException;
import emiss.results.ResultsFolder;
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins the points that the shards of a run have computed, writes the results, and draws them. */
@Command(
        name = "merge",
        description =
                "Join the shards of a run: read the points that they have left, write the results of all, and draw them.",
        footer = {"%nThe results are those of one run without shards. The journals of the shards stay."})
public final class MergeCommand extends ConsoleCommand {
    private final ConfigReader reader;
    private final Catalogue catalogue;
    private final Runner runner;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The folder of a shard, with its points.jsonl.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write the results.")
    private Path out;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, if the files that it names are no longer where the shards had them.")
    private @Nullable Path file;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final DrawingOptions options = new DrawingOptions();

    /** Creates the command. */
    @Inject
    public MergeCommand(ConfigReader reader, Catalogue catalogue, Runner runner) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = console().err();
        Threads.check(threads, console());
        Drawing drawing = options.drawing(console(), id -> true);
        List<JournalLines> shards = new ArrayList<>();
        for (Path directory : directories) {
            shards.add(shard(directory.resolve(Journal.FILE)));
        }
        JournalLines first = shards.get(0);
        for (JournalLines other : shards) {
            refuse(other, other.header().difference(first.header()), "those of the run of " + first.file());
        }
        catalogue.warnings().forEach(errors::println);
        RunConfig config = config(first, errors);
        config.warnings().forEach(errors::println);
        RunOptions execution = new RunOptions(threads, first.header().seed(), Share.NONE);
        JournalHeader here = runner.header(config, execution.seed());
        refuse(first, first.header().difference(here), "the program and the inputs of the shards");
        Progress progress = console().progress();
        progress.plan(RunOutput.types(config), drawing.isWanted() ? "figures" : "");
        try (ResultsFolder folder = ResultsFolder.take(out);
                Parallel parallel = new Parallel(threads, progress)) {
            RunOutput results = new RunOutput(config, folder, out, progress, console());
            Run run = results.computed(runner, config, execution, parallel, new Shards(shards));
            int drawn = results.end(run, drawing, parallel);
            return drawn != ExitCode.DONE ? drawn : run.isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
        } catch (FileSystemException unwritable) {
            progress.clear();
            return console().cannotWrite(unwritable);
        }
    }

    private static JournalLines shard(Path journal) throws IOException {
        if (!Files.isRegularFile(journal)) {
            throw new ResultsException(journal + ": there is no such file, expected the points of a shard");
        }
        return JournalLines.read(journal)
                .orElseThrow(() -> new ResultsException(journal + ": the shard was ended before it began"));
    }

    private RunConfig config(JournalLines shard, PrintWriter errors) throws IOException {
        JournalHeader header = shard.header();
        return file != null
                ? reader.read(file, errors::println)
                : new RecordedConfig(header.config(), header.configFile()).read(reader, shard.file(), errors::println);
    }

    private static void refuse(JournalLines shard, Optional<String> difference, String expected) {
        if (difference.isPresent()) {
            throw new ResultsException(
                    shard.file() + ": these are points of " + difference.get() + ", expected " + expected);
        }
    }
}
