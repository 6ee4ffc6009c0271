package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.plugin.Catalogue;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.report.view.RunView;
import emiss.report.view.Views;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the studies of a configuration, writes their results, and draws them. */
@Command(
        name = "run",
        description = "Run the studies of a configuration, write their results, and draw figures and a report.")
public final class RunCommand implements Callable<Integer> {
    private static final int INTERRUPT_GRACE_SECONDS = 30;
    private static final int MAX_REASONS = 3;

    private final ConfigReader reader;
    private final Catalogue catalogue;
    private final Runner runner;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The configuration, YAML or JSON.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the results (default: results/NAME of the configuration).")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "S", description = "Seed of random numbers (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

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
        Drawing drawing = new Drawing(options.formats(spec), id -> true, options.report(), output, errors);
        catalogue.warnings().forEach(errors::println);
        RunConfig config = reader.read(file);
        config.warnings().forEach(errors::println);
        Path directory = out == null ? Path.of("results").resolve(baseName(file)) : out;
        Progress progress = ProgressLine.forTerminal(errors, letters);
        SummaryLines summary = new SummaryLines(
                output,
                letters,
                Views.standard(),
                config.studies().stream().map(StudySettings::id).toList());
        progress.plan(types(config), drawing.isWanted() ? "figures" : "");
        CountDownLatch written = new CountDownLatch(1);
        try (Parallel parallel = new Parallel(threads, progress)) {
            Thread onInterrupt = new Thread(() -> finish(parallel, written));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            summary.begin(config.title());
            Run run = runner.run(config, new RunOptions(threads, seed), parallel, progress, study -> {
                progress.clear();
                summary.add(study);
            });
            try {
                new ResultsWriter().write(run, directory);
            } catch (IOException unwritable) {
                errors.println("emiss: cannot write the results: " + unwritable);
                return ExitCode.NOT_WRITTEN;
            } finally {
                written.countDown();
            }
            summary.end(run, directory);
            int drawn = ExitCode.DONE;
            if (!parallel.isInterrupted()) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
                if (drawing.isWanted()) {
                    drawn = drawing.draw(RunView.of(run), directory, parallel, progress);
                }
            }
            run.studies().forEach(study -> complain(study, errors));
            return drawn != ExitCode.DONE ? drawn : run.isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
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
