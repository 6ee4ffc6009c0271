package emiss.cli;

import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.study.Points;
import emiss.report.chart.FigureFiles;
import emiss.report.chart.Format;
import emiss.report.figure.Figure;
import emiss.report.page.ReportPage;
import emiss.report.view.RunView;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Draws the figures of a run and writes its report. A figure that cannot be drawn is reported, and the others are drawn. */
final class Drawing {
    private static final int MAX_WARNINGS = 3;

    private record Plan(String id, Supplier<Optional<Figure>> figure) {}

    private record Attempt(Optional<Figure> figure, boolean isDrawn, Optional<String> warning) {}

    private final Set<Format> formats;
    private final Predicate<String> only;
    private final boolean report;
    private final Console console;

    /**
     * Decides what is drawn.
     *
     * @param formats formats of the figures; empty if there shall be none
     * @param only whether a figure of that name is drawn; the report shows all
     * @param report whether the report is written
     * @param console where to say what was written, and what cannot be drawn
     */
    Drawing(Set<Format> formats, Predicate<String> only, boolean report, Console console) {
        this.formats = formats;
        this.only = only;
        this.report = report;
        this.console = console;
    }

    /** Whether there is anything to do. */
    boolean isWanted() {
        return report || !formats.isEmpty();
    }

    /**
     * Draws a run.
     *
     * @param directory where the report and the folder {@code figures} stand
     * @param parallel draws several figures at once
     * @return the exit code
     */
    int draw(RunView run, Path directory, Parallel parallel, Progress progress) {
        long start = System.nanoTime();
        List<Plan> plans = plans(run);
        Path folder = directory.resolve("figures");
        List<Attempt> attempts;
        List<String> warnings = new ArrayList<>();
        boolean hasReport = false;
        try {
            progress.after("figures");
            attempts = parallel.map(plans.size(), i -> attempt(plans.get(i), folder)).stream()
                    .flatMap(Optional::stream)
                    .toList();
            attempts.stream().flatMap(attempt -> attempt.warning.stream()).forEach(warnings::add);
            if (report) {
                progress.after("report");
                Optional<String> warning = writeReport(run, attempts, directory);
                warning.ifPresent(warnings::add);
                hasReport = warning.isEmpty();
            }
        } catch (UncheckedIOException unwritable) {
            progress.clear();
            return console.cannotWrite(unwritable.getCause());
        }
        progress.clear();
        long drawn = attempts.stream().filter(Attempt::isDrawn).count();
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s drawn in %.1f s",
                        written(directory, drawn, hasReport),
                        (System.nanoTime() - start) * 1e-9));
        warnings.stream().limit(MAX_WARNINGS).forEach(console.err()::println);
        if (warnings.size() > MAX_WARNINGS) {
            console.err().println("and " + (warnings.size() - MAX_WARNINGS) + " more that cannot be drawn");
        }
        return warnings.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private static List<Plan> plans(RunView run) {
        List<Plan> plans = new ArrayList<>();
        for (StudyResult study : run.run().studies()) {
            plans.add(new Plan(study.id(), () -> run.figure(study)));
        }
        for (Run.Overlay overlay : run.run().figures()) {
            plans.add(new Plan(overlay.id(), () -> run.figure(overlay)));
        }
        return plans;
    }

    /** All figures of a run that can be made; a warning for each other one. */
    static List<Figure> figures(RunView run, Consumer<String> warnings) {
        List<Figure> figures = new ArrayList<>();
        for (Plan plan : plans(run)) {
            try {
                plan.figure.get().ifPresent(figures::add);
            } catch (RuntimeException failure) {
                warnings.accept(warning(plan, failure));
            }
        }
        return figures;
    }

    private static String warning(Plan plan, Throwable failure) {
        return "figure " + plan.id + " cannot be drawn: " + Points.Attempt.reason(failure);
    }

    private Attempt attempt(Plan plan, Path folder) {
        Optional<Figure> figure = Optional.empty();
        boolean draws = !formats.isEmpty() && only.test(plan.id);
        try {
            figure = plan.figure.get();
            if (draws && figure.isPresent()) {
                FigureFiles.write(figure.get(), folder, formats);
            }
            return new Attempt(figure, draws && figure.isPresent(), Optional.empty());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (RuntimeException | LinkageError | InternalError failure) {
            // errors of the latter two kinds are how a Java without fonts or graphics libraries says so
            return new Attempt(figure, false, Optional.of(warning(plan, failure)));
        }
    }

    private static Optional<String> writeReport(RunView run, List<Attempt> attempts, Path directory) {
        List<Figure> figures =
                attempts.stream().flatMap(attempt -> attempt.figure.stream()).toList();
        try {
            ReportPage.write(run, figures, directory.resolve("report.html"));
            return Optional.empty();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (RuntimeException | LinkageError | InternalError failure) {
            return Optional.of("the report cannot be written: " + Points.Attempt.reason(failure));
        }
    }

    private String written(Path directory, long drawn, boolean hasReport) {
        List<String> parts = new ArrayList<>();
        if (hasReport) {
            parts.add(directory.resolve("report.html").toString());
        }
        if (!formats.isEmpty()) {
            String names = formats.stream().map(Format::extension).collect(Collectors.joining(", "));
            parts.add(drawn + (drawn == 1 ? " figure" : " figures") + " (" + names + ") in "
                    + directory.resolve("figures"));
        }
        return parts.isEmpty() ? "nothing" : String.join(" and ", parts);
    }
}
