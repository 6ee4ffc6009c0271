package emiss.report.page;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.page.Document.Part;
import emiss.report.text.ValueText;
import emiss.report.view.RunView;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report of a run: one HTML file that needs no network. It tells in words what the data prefer, and shows every figure as a
 * chart with values on hover, zoom and switches, every study with its numbers and settings, the sources of all inputs, the
 * corrections to arXiv:2403.13887, and what to cite.
 */
public final class ReportPage {
    /** So many studies are shown open, more are folded. */
    private static final int MOST_OPEN = 12;

    private static final String HOW_TO_READ =
            "Charts: drag to pan, Ctrl + wheel to zoom, hover for values, click names to hide them.";

    private final RunView view;
    private final Run run;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Optional<ChartLibraries> libraries;
    private final Predicate<String> files;

    private ReportPage(
            RunView view, List<Figure> figures, Optional<ChartLibraries> libraries, Predicate<String> files) {
        this.view = view;
        this.run = view.run();
        this.libraries = libraries;
        this.files = files;
        figures.forEach(figure -> this.figures.put(figure.id(), figure));
    }

    /**
     * Writes the report, and creates the directory where it stands. It links to the tables and figures that are there already.
     *
     * @param run what is reported
     * @param figures figures of studies, named like their study, and of overlays, named like their overlay
     * @param file the HTML file
     * @throws IOException if it cannot be written
     */
    public static void write(RunView run, List<Figure> figures, Path file) throws IOException {
        write(run, figures, file, Set.of());
    }

    /**
     * The same while others write files beside it.
     *
     * @param run what is reported
     * @param figures figures of studies, named like their study, and of overlays, named like their overlay
     * @param file the HTML file
     * @param coming files that it links to although they may not be there yet, by their names relative to the page
     * @throws IOException if it cannot be written
     */
    public static void write(RunView run, List<Figure> figures, Path file, Set<String> coming) throws IOException {
        Predicate<String> files = name -> coming.contains(name) || Files.isRegularFile(file.resolveSibling(name));
        document(run, figures, ChartLibraries.packed(), files).write(file);
    }

    /**
     * {@return the report as it is where no file stands beside it}
     *
     * @param run what is reported
     * @param figures figures of studies, named like their study, and of overlays, named like their overlay
     */
    public static String html(RunView run, List<Figure> figures) {
        return document(run, figures, ChartLibraries.packed()).html();
    }

    /** The page; {@code files} says which files there are beside it. */
    static Document document(
            RunView run, List<Figure> figures, Optional<ChartLibraries> libraries, Predicate<String> files) {
        return new ReportPage(run, figures, libraries, files).document();
    }

    static Document document(RunView run, List<Figure> figures, Optional<ChartLibraries> libraries) {
        return document(run, figures, libraries, name -> false);
    }

    private Document document() {
        Document document = new Document(run.title(), libraries);
        Sources sources = new Sources(run);
        Summary summary = new Summary(view);
        document.add("<header><h1>" + Html.escape(run.title()).replace(" -&gt; ", "\u00a0\u2192 ")
                + "</h1>\n<p class=\"meta\">"
                + Counted.of(run.studies().size(), "study", "studies") + " of "
                + Counted.of(
                        run.inputs().stream()
                                .filter(input -> input.kind().equals("data set"))
                                .count(),
                        "data set")
                + ", computed in " + ValueText.fixed(run.elapsedSeconds(), 1)
                + "\u202fs by Emiss</p>\n"
                + (libraries.isPresent() ? "<p class=\"meta how\">" + HOW_TO_READ + "</p>\n" : "") + "</header>\n");
        document.section("summary", "What the data say", summary.html());
        if (libraries.isEmpty()) {
            document.add(
                    "<p class=\"note\">The figures are pictures, because this Emiss was built without the chart libraries: "
                            + "npm was missing or could not reach its registry.</p>\n");
        }
        String quoted = summary.quoted();
        if (!quoted.isEmpty()) {
            document.section("quoted", "Published numbers beside ours", quoted);
        }
        overlays(document);
        studies(document);
        document.section("inputs", "Data and inputs", sources.inputs());
        document.section("program", "Program and run", sources.program());
        document.section("corrections", "Corrections to the published formulas", PageParts.needed("corrections.html"));
        document.section("deviations", "Known deviations", PageParts.needed("deviations.html"));
        document.section("citing", "How to cite", sources.citing());
        return document.add("<footer class=\"meta\"><p>Drawn from <code>results.json</code> alone; this page needs no "
                + "network."
                + (libraries.isPresent()
                        ? " Charts by Vega, Vega-Lite and Vega-Embed (BSD 3-Clause), whose licences are in its source."
                        : "")
                + "</p></footer>\n");
    }

    private void overlays(Document document) {
        List<Part> parts = new ArrayList<>();
        for (Run.Overlay overlay : run.figures()) {
            Optional.ofNullable(figures.get(overlay.id())).ifPresent(figure -> {
                String heading = named(figure.title().html(), figure.id());
                String of = overlay.overlay().stream()
                        .map(id -> Html.studyLink(id, Html.escape(id)))
                        .collect(Collectors.joining(", "));
                parts.add(new Part(
                        Html.anchor("overlay", figure.id()),
                        heading,
                        "<h3>" + heading + "</h3>\n" + block(figure) + "<p class=\"note\">From " + of + "</p>\n"));
            });
        }
        if (!parts.isEmpty()) {
            document.section("figures", "Figures", "", parts);
        }
    }

    private void studies(Document document) {
        view.byType()
                .forEach((type, studies) -> document.section(
                        Html.anchor("type", type),
                        Html.escape(view.heading(type)),
                        "",
                        studies.stream().map(this::study).toList()));
    }

    private Part study(StudyResult study) {
        Optional<Figure> own = Optional.ofNullable(figures.get(study.id()));
        List<Run.Overlay> shown = run.figures().stream()
                .filter(overlay ->
                        figures.containsKey(overlay.id()) && overlay.overlay().contains(study.id()))
                .toList();
        boolean isFolded = isLong();
        Optional<Figure> figure = isFolded && !shown.isEmpty() ? Optional.empty() : own;
        String status = study.status() == StudyResult.Status.OK
                ? ""
                : "<span class=\"status\">" + (study.status() == StudyResult.Status.FAILED ? "failed" : "incomplete")
                        + "</span>";
        String drawn = figure.isPresent() || shown.isEmpty()
                ? ""
                : "<p class=\"note\">Drawn in "
                        + shown.stream()
                                .map(overlay ->
                                        Html.link(Html.anchor("overlay", overlay.id()), Html.escape(overlay.id())))
                                .collect(Collectors.joining(", "))
                        + links(study.id()) + "</p>\n";
        String named = named(own.map(found -> found.title().html()).orElse(""), study.id());
        String heading = "<h3>" + named + status + "</h3>";
        String content =
                StudyContent.html(view, study, figure, figure.map(this::block).orElse(drawn));
        return new Part(
                Html.anchor("study", study.id()),
                named,
                isFolded
                        ? "<details class=\"fold\"><summary>" + heading + "</summary>\n" + content + "</details>\n"
                        : heading + "\n" + content);
    }

    /** Whether there are so many studies that they are folded; the figures of the configuration are open. */
    private boolean isLong() {
        return !run.figures().isEmpty() && run.studies().size() > MOST_OPEN;
    }

    /** A title in words with the id behind it; the id alone where there are no words. */
    private static String named(String title, String id) {
        return title.isEmpty() ? Html.escape(id) : title + " <span class=\"kind\">" + Html.escape(id) + "</span>";
    }

    /** Links to the files of a study or figure that are beside the page. */
    private String links(String id) {
        return Stream.of("figures/" + id + ".pdf", "figures/" + id + ".svg", id + ".csv")
                .filter(files)
                .map(name -> " <a class=\"file\" href=\""
                        + Html.escape(name.replace("%", "%25").replace("#", "%23")) + "\">"
                        + name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + "</a>")
                .collect(Collectors.joining());
    }

    private String block(Figure figure) {
        return FigureBlock.html(figure, libraries, links(figure.id()));
    }
}
