package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.TimeLimit;
import emiss.app.run.Journal;
import emiss.app.run.JournalHeader;
import emiss.app.run.JournalLines;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.data.document.Counted;
import emiss.results.ResultsException;
import emiss.results.ResultsFolder;
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the studies of a configuration, writes their results, and draws them. */
@Command(
        name = "run",
        description = "Run the studies of a configuration, write their results, and draw figures and a report.",
        footer = {
            "%nA run is repeated from its results.json: its configuration and its seed, into DIR-repeated unless --out"
                    + " says otherwise; what differs is said at the end."
        })
public final class RunCommand extends ConsoleCommand {

    /** Every whole number up to this one survives JSON. */
    private static final long LARGEST_SEED = 1L << 53;

    private final ConfigReader reader;
    private final Catalogue catalogue;
    private final Runner runner;

    @Parameters(
            paramLabel = "FILE",
            description = "The configuration, YAML or JSON; or a results.json, to repeat its run.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the results (default: results/NAME of the configuration).")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of random numbers (default: 1, with which data sets draw as they say).")
    private @Nullable Long seed;

    @Option(
            names = "--point-time",
            paramLabel = "SECONDS",
            description = "How long a plugin may take for one point of a study (default: 60).")
    private @Nullable Long pointTime;

    @Mixin
    private final PointsOptions points = new PointsOptions();

    @Mixin
    private final BackendOptions backend = new BackendOptions();

    @Mixin
    private final DrawingOptions options = new DrawingOptions();

    /** Creates the command. */
    @Inject
    public RunCommand(ConfigReader reader, Catalogue catalogue, Runner runner) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = console().err();
        Threads.check(threads, console());
        checkNumbers();
        backend.check(console());
        Drawing drawing = options.drawing(console(), id -> true);
        catalogue.warnings().forEach(errors::println);
        Optional<Repetition> repetition =
                Repetition.isResults(file) ? Optional.of(Repetition.of(file)) : Optional.empty();
        RunConfig config = repetition.isPresent()
                ? repetition.get().config(reader, errors::println)
                : reader.read(file, errors::println);
        config.warnings().forEach(errors::println);
        Path directory = out != null
                ? out
                : repetition
                        .map(Repetition::directory)
                        .orElseGet(() -> Path.of("results").resolve(baseName(file)));
        if (repetition.isPresent() && repetition.get().isIn(directory)) {
            errors.println("emiss: a repetition in " + directory + " would replace its record, expected another --out");
            return ExitCode.WRONG_INPUT;
        }
        TimeLimit limit = pointTime == null ? TimeLimit.standard() : TimeLimit.ofSeconds(pointTime);
        Progress progress = console().progress();
        Interrupts interrupts = new Interrupts();
        try (ResultsFolder folder = ResultsFolder.take(directory);
                Parallel parallel = new Parallel(threads, limit, progress)) {
            Optional<JournalLines> known = points.resume() ? journal(directory) : Optional.empty();
            long chosen = seed(known, repetition);
            try (Journal journal = journal(directory, known, runner.header(config, chosen));
                    BackendOptions.Remote remote = backend.open(config, chosen, limit, console())) {
                RunOptions execution = new RunOptions(threads, chosen, points.share(), Optional.ofNullable(remote));
                points.budget().ifPresent(time -> parallel.stopAfter(time, "the time of --budget is over"));
                if (points.isShard()) {
                    progress.plan(RunOutput.types(config), "");
                    ShardOutput shard = new ShardOutput(console(), progress);
                    return interrupts.during(
                            parallel, () -> shard.computed(runner, config, execution, parallel, journal));
                }
                progress.plan(RunOutput.types(config), drawing.isWanted() ? "figures" : "");
                RunOutput results = new RunOutput(config, folder, directory, progress, console());
                Run run = interrupts.during(
                        parallel, () -> results.computed(runner, config, execution, parallel, journal));
                parallel.liftTimeLimit();
                int drawn = results.end(run, drawing, parallel);
                leave(journal, parallel, errors);
                boolean isEqual = repetition
                        .map(repeated -> repeated.compare(run, console().out()))
                        .orElse(true);
                return drawn != ExitCode.DONE
                        ? drawn
                        : run.isComplete() && isEqual ? ExitCode.DONE : ExitCode.INCOMPLETE;
            }
        } catch (FileSystemException unwritable) {
            progress.clear();
            return console().cannotWrite(unwritable);
        } finally {
            interrupts.end();
        }
    }

    /** What is said here, or else that of the run that goes on or is repeated. */
    private long seed(Optional<JournalLines> known, Optional<Repetition> repetition) {
        return seed != null
                ? seed
                : known.map(lines -> lines.header().seed())
                        .or(() -> repetition.map(repeated -> repeated.record().seed()))
                        .orElse(RunOptions.STANDARD_SEED);
    }

    /** The journal that the run goes on with; empty if there is none. */
    private static Optional<JournalLines> journal(Path directory) throws IOException {
        Path file = directory.resolve(Journal.FILE);
        return Files.isRegularFile(file) ? JournalLines.read(file) : Optional.empty();
    }

    /** The journal of the run. */
    private Journal journal(Path directory, Optional<JournalLines> known, JournalHeader header)
            throws FileSystemException {
        PrintWriter errors = console().err();
        if (known.isPresent()) {
            Optional<String> difference = known.get().header().difference(header);
            if (difference.isPresent()) {
                throw new ResultsException(known.get().file() + ": these are points of " + difference.get()
                        + ", expected those of this run; without --resume, or with another --out, it begins anew");
            }
            errors.println(known.get().file() + ": goes on after "
                    + Counted.of(known.get().points(), "point"));
            return Journal.resume(known.get());
        }
        Journal.setAside(directory)
                .ifPresent(aside -> errors.println("the points of a run that was not finished are kept in " + aside
                        + "; --resume would have gone on with them"));
        return Journal.begin(directory, header);
    }

    /** Removes the journal when everything that can be computed is part of the results. */
    private void leave(Journal journal, Parallel parallel, PrintWriter errors) throws FileSystemException {
        if (parallel.isInterrupted() || parallel.hasGivenUp()) {
            journal.check();
            errors.println(journal.file() + " keeps the finished points; --resume goes on with them");
        } else if (!points.keepPoints()) {
            journal.remove();
        } else {
            journal.check();
        }
    }

    private void checkNumbers() {
        if (pointTime != null && pointTime < 1) {
            throw console().wrong("--point-time is " + pointTime + " s, expected at least 1");
        }
        if (seed != null && Math.abs(seed) > LARGEST_SEED) {
            throw console().wrong("--seed is " + seed + ", expected at most " + LARGEST_SEED);
        }
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
