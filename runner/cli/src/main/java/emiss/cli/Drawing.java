package emiss.cli;

import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.study.Points;
import emiss.data.document.Counted;
import emiss.report.chart.FigureFiles;
import emiss.report.chart.Format;
import emiss.report.figure.Figure;
import emiss.report.page.ReportPage;
import emiss.report.view.RunView;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the figures of a run and writes its report. A figure that cannot be drawn is reported, and the others are drawn. */
final class Drawing {
    private static final int MAX_WARNINGS = 3;
    private static final String FIGURES = "figures";

    private record Plan(String id, Supplier<Optional<Figure>> figure) {}

    /** A figure that can be drawn, or a warning. */
    private record Made(String id, Optional<Figure> figure, Optional<String> warning) {}

    /** What came of writing something. */
    private record Written(boolean isThere, Optional<String> warning) {
        static final Written DONE = new Written(true, Optional.empty());
        static final Written NOTHING = new Written(false, Optional.empty());

        static Written not(String warning) {
            return new Written(false, Optional.of(warning));
        }
    }

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
        List<Made> made;
        Written page;
        List<Written> written;
        try {
            progress.after("figures");
            List<Plan> plans = plans(run);
            made = all(parallel.map(plans.size(), i -> made(plans.get(i))));
            progress.after(report ? "figures and report" : "figures");
            Set<String> coming =
                    made.stream().filter(this::isDrawn).flatMap(this::files).collect(Collectors.toSet());
            // the report takes longest, and begins first
            List<Optional<Written>> answers = parallel.map(
                    1 + made.size(),
                    i -> i == 0 ? report(run, made, directory, coming) : figure(made.get(i - 1), directory));
            written = all(answers.subList(1, answers.size()));
            Written first = answers.get(0).orElse(Written.NOTHING);
            // a figure that could not be drawn is not linked to
            boolean hasCome = coming.stream().map(directory::resolve).allMatch(Files::isRegularFile);
            page = first.isThere && !hasCome ? report(run, made, directory, Set.of()) : first;
        } catch (UncheckedIOException unwritable) {
            progress.clear();
            return console.cannotWrite(unwritable.getCause());
        }
        progress.clear();
        long drawn = written.stream().filter(Written::isThere).count();
        List<String> warnings = Stream.concat(
                        made.stream().map(Made::warning),
                        Stream.concat(written.stream(), Stream.of(page)).map(Written::warning))
                .flatMap(Optional::stream)
                .toList();
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s drawn in %.1f s",
                        places(directory, drawn, page.isThere),
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
            Made made = made(plan);
            made.figure.ifPresent(figures::add);
            made.warning.ifPresent(warnings);
        }
        return figures;
    }

    /** Draws the first figure of a run and its report without writing them. {@return what cannot be drawn, and why} */
    static List<String> tried(RunView run) {
        List<String> warnings = new ArrayList<>();
        List<Figure> figures = figures(run, warnings::add);
        figures.stream().findFirst().ifPresent(figure -> {
            Written tried = written(
                    () -> {
                        for (Format format : Format.values()) {
                            FigureFiles.content(figure, format);
                        }
                    },
                    failure -> warning(figure.id(), failure));
            tried.warning.ifPresent(warnings::add);
        });
        Written page = written(() -> ReportPage.html(run, figures), Drawing::reportWarning);
        page.warning.ifPresent(warnings::add);
        return warnings;
    }

    private static String reportWarning(Throwable failure) {
        return "the report cannot be written: " + Points.Attempt.reason(failure);
    }

    private static String warning(String id, Throwable failure) {
        return "figure " + id + " cannot be drawn: " + Points.Attempt.reason(failure);
    }

    private static <T> List<T> all(List<Optional<T>> answers) {
        return answers.stream().flatMap(Optional::stream).toList();
    }

    private static Made made(Plan plan) {
        try {
            return new Made(plan.id, plan.figure.get(), Optional.empty());
        } catch (RuntimeException | LinkageError | InternalError failure) {
            return new Made(plan.id, Optional.empty(), Optional.of(warning(plan.id, failure)));
        }
    }

    private boolean isDrawn(Made made) {
        return !formats.isEmpty() && made.figure.isPresent() && only.test(made.id);
    }

    /** The files of a figure that is drawn, relative to the report. */
    private Stream<String> files(Made made) {
        return formats.stream().map(format -> FIGURES + "/" + made.id + "." + format.extension());
    }

    private Written figure(Made made, Path directory) {
        if (!isDrawn(made)) {
            return Written.NOTHING;
        }
        return written(
                () -> FigureFiles.write(made.figure.get(), directory.resolve(FIGURES), formats),
                failure -> warning(made.id, failure));
    }

    private Written report(RunView run, List<Made> made, Path directory, Set<String> coming) {
        if (!report) {
            return Written.NOTHING;
        }
        List<Figure> figures = made.stream().flatMap(one -> one.figure.stream()).toList();
        return written(
                () -> ReportPage.write(run, figures, directory.resolve("report.html"), coming), Drawing::reportWarning);
    }

    /** Writes files. */
    private interface Writing {
        void write() throws IOException;
    }

    private static Written written(Writing writing, Function<Throwable, String> warning) {
        try {
            writing.write();
            return Written.DONE;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (RuntimeException | LinkageError | InternalError failure) {
            // errors of the latter two kinds are how a Java without fonts or graphics libraries says so
            return Written.not(warning.apply(failure));
        }
    }

    private String places(Path directory, long drawn, boolean hasReport) {
        List<String> parts = new ArrayList<>();
        if (hasReport) {
            parts.add(directory.resolve("report.html").toString());
        }
        if (!formats.isEmpty()) {
            String names = formats.stream().map(Format::extension).collect(Collectors.joining(", "));
            parts.add(Counted.of(drawn, "figure") + " (" + names + ") in " + directory.resolve(FIGURES));
        }
        return parts.isEmpty() ? "nothing" : String.join(" and ", parts);
    }
}
