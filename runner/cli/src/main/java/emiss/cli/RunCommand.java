package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.TimeLimit;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.report.view.RunView;
import emiss.report.view.Views;
import emiss.results.ResultsFolder;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the studies of a configuration, writes their results, and draws them. */
@Command(
        name = "run",
        description = "Run the studies of a configuration, write their results, and draw figures and a report.",
        footer = {
            "%nA run is repeated from its results.json: its configuration and its seed, into DIR-repeated unless --out says"
                    + " otherwise; what differs is said at the end."
        })
public final class RunCommand implements Callable<Integer> {
    private static final int INTERRUPT_GRACE_SECONDS = 30;
    private static final int MAX_REASONS = 3;

    /** Every whole number up to this one survives JSON. */
    private static final long LARGEST_SEED = 1L << 53;

    private final ConfigReader reader;
    private final Catalogue catalogue;
    private final Runner runner;

    @Spec
    private CommandSpec spec;

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
        PrintWriter output = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        CharacterSet letters = EmissCommand.letters(spec);
        Threads.check(threads, spec);
        checkNumbers();
        Drawing drawing = new Drawing(options.formats(spec), id -> true, options.report(), output, errors);
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
        RunOptions execution = new RunOptions(
                threads,
                seed != null
                        ? seed
                        : repetition.map(repeated -> repeated.record().seed()).orElse(RunOptions.STANDARD_SEED));
        Progress progress = ProgressLine.forTerminal(errors, letters);
        progress.plan(types(config), drawing.isWanted() ? "figures" : "");
        TimeLimit limit = pointTime == null ? TimeLimit.standard() : TimeLimit.ofSeconds(pointTime);
        CountDownLatch written = new CountDownLatch(1);
        try (ResultsFolder folder = ResultsFolder.take(directory);
                Parallel parallel = new Parallel(threads, limit, progress)) {
            Thread onInterrupt = new Thread(() -> finish(parallel, written));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            SummaryLines summary = new SummaryLines(
                    output,
                    letters,
                    Views.standard(),
                    config.studies().stream().map(StudySettings::id).toList());
            summary.begin(config.title());
            Run run;
            try {
                run = computed(config, execution, parallel, progress, summary, folder);
            } finally {
                // figures can be drawn again, nobody waits for them
                if (!parallel.isInterrupted()) {
                    forget(onInterrupt);
                }
            }
            summary.end(run, directory);
            int drawn = ExitCode.DONE;
            if (!parallel.isInterrupted() && drawing.isWanted()) {
                drawn = drawing.draw(RunView.of(run), directory, parallel, progress);
            }
            run.studies().forEach(study -> complain(study, errors));
            List<String> others = folder.others(run);
            if (!others.isEmpty()) {
                errors.println(directory + " also holds files that are not of this run: " + String.join(", ", others));
            }
            boolean isEqual =
                    repetition.map(repeated -> repeated.compare(run, output)).orElse(true);
            return drawn != ExitCode.DONE ? drawn : run.isComplete() && isEqual ? ExitCode.DONE : ExitCode.INCOMPLETE;
        } catch (FileSystemException unwritable) {
            progress.clear();
            errors.println("emiss: cannot write " + unwritable.getMessage());
            return ExitCode.NOT_WRITTEN;
        } finally {
            written.countDown();
        }
    }

    private void checkNumbers() {
        if (pointTime != null && pointTime < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--point-time is " + pointTime + " s, expected at least 1");
        }
        if (seed != null && Math.abs(seed) > LARGEST_SEED) {
            throw new ParameterException(
                    spec.commandLine(), "--seed is " + seed + ", expected at most " + LARGEST_SEED);
        }
    }

    /** Runs, and writes after every study. */
    private Run computed(
            RunConfig config,
            RunOptions execution,
            Parallel parallel,
            Progress progress,
            SummaryLines summary,
            ResultsFolder folder)
            throws FileSystemException {
        Set<String> complaints = new HashSet<>();
        Run run = runner.run(config, execution, parallel, progress, (study, soFar) -> {
            progress.clear();
            summary.add(study);
            try {
                folder.write(soFar);
            } catch (FileSystemException unwritable) {
                // at the end there may be room again
                if (complaints.add(String.valueOf(unwritable.getMessage()))) {
                    spec.commandLine().getErr().println("emiss: cannot write " + unwritable.getMessage());
                }
            }
        });
        folder.write(run);
        return run;
    }

    /** Leaves nothing to wait for at the end of the program. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs
        }
    }

    /** The type of every study that takes time of its own. */
    private static List<String> types(RunConfig config) {
        return config.studies().stream()
                .map(settings -> settings.study().of().isEmpty() ? settings.type() : "")
                .toList();
    }

    private static void complain(StudyResult study, PrintWriter errors) {
        List<String> reasons = study.reasons();
        reasons.stream().limit(MAX_REASONS).forEach(reason -> errors.println(study.id() + ": " + reason));
        if (reasons.size() > MAX_REASONS) {
            errors.println(study.id() + ": and " + (reasons.size() - MAX_REASONS) + " more, see results.json");
        }
    }

    /** Keeps the machine alive after Ctrl-C until the finished points are on disk. */
    private static void finish(Parallel parallel, CountDownLatch written) {
        parallel.interrupt();
        try {
            written.await(INTERRUPT_GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
