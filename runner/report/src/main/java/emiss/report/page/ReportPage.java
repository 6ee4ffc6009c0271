package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.page.Document.Part;
import emiss.report.text.ValueText;
import emiss.report.view.RunView;
import emiss.results.Result;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report of a run: one HTML file that needs no network. It tells in words what the data prefer, and shows every figure as a
 * chart with values on hover, zoom and switches, every study with its numbers and settings, the sources of all inputs, the
 * corrections to arXiv:2403.13887, and what to cite.
 */
public final class ReportPage {
    private final RunView view;
    private final Run run;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Optional<ChartLibraries> libraries;
    private final Function<Figure, String> pictures;

    private ReportPage(
            RunView view, List<Figure> figures, Optional<ChartLibraries> libraries, Function<Figure, String> pictures) {
        this.view = view;
        this.run = view.run();
        this.libraries = libraries;
        this.pictures = pictures;
        figures.forEach(figure -> this.figures.put(figure.id(), figure));
    }

    /**
     * Writes the report, and creates the directory where it stands.
     *
     * @param run what is reported
     * @param figures figures of studies, named like their study, and of overlays, named like their overlay
     * @param file the HTML file
     * @throws IOException if it cannot be written
     */
    public static void write(RunView run, List<Figure> figures, Path file) throws IOException {
        document(run, figures, ChartLibraries.packed()).write(file);
    }

    static Document document(RunView run, List<Figure> figures, Optional<ChartLibraries> libraries) {
        return new ReportPage(run, figures, libraries, Pictures::address).document();
    }

    private Document document() {
        Document document = new Document(run.title(), libraries);
        Sources sources = new Sources(run);
        Summary summary = new Summary(view);
        document.add("<header><h1>" + Html.escape(run.title()).replace(" -&gt; ", "\u00a0\u2192 ")
                + "</h1>\n<p class=\"meta\">"
                + run.studies().size() + " studies of "
                + run.inputs().stream()
                        .filter(input -> input.kind().equals("data set"))
                        .count()
                + " data sets, computed in " + ValueText.fixed(run.elapsedSeconds(), 0)
                + "\u202fs by Emiss</p></header>\n");
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
        document.section("corrections", "Corrections to the published formulas", fragment("corrections.html"));
        document.section("deviations", "Known deviations", fragment("deviations.html"));
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
                String anchor = Html.anchor("overlay", figure.id());
                String of = overlay.overlay().stream()
                        .map(id -> Html.studyLink(id, Html.escape(id)))
                        .collect(Collectors.joining(", "));
                parts.add(new Part(
                        anchor,
                        Html.escape(figure.id()),
                        "<section class=\"study\" id=\"" + anchor + "\">\n<h3>"
                                + figure.title().html() + "<span class=\"kind\">" + Html.escape(figure.id())
                                + "</span></h3>\n" + block(figure) + "<p class=\"note\">From " + of
                                + "</p>\n</section>\n"));
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
        String anchor = Html.anchor("study", study.id());
        Optional<Figure> figure = Optional.ofNullable(figures.get(study.id()));
        String status = study.status() == StudyResult.Status.OK
                ? ""
                : "<span class=\"status\">" + (study.status() == StudyResult.Status.FAILED ? "failed" : "incomplete")
                        + "</span>";
        String reasons = study.reasons().isEmpty()
                ? ""
                : study.reasons().stream()
                        .map(reason -> "<li>" + Html.escape(reason) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"warnings\">", "</ul>\n"));
        Result result = study.result();
        String notes = result == null || result.notes().isEmpty()
                ? ""
                : result.notes().stream()
                        .map(note -> "<li>" + Html.escape(note) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"notes\">", "</ul>\n"));
        String numbers = view.keyNumbers(study).html();
        boolean beside = figure.isPresent()
                && !numbers.isEmpty()
                && !FigureBlock.isWide(figure.orElseThrow())
                && !view.hasWideNumbers(study);
        return new Part(
                anchor,
                Html.escape(study.id()),
                "<section class=\"study\" id=\"" + anchor + "\">\n<h3>" + Html.escape(study.id()) + status + "</h3>\n"
                        + reasons + "<div class=\"beside" + (beside ? "" : " wide") + "\">\n"
                        + figure.map(this::block).orElse("") + "<div>" + numbers + notes
                        + Html.folded("Settings", Html.settings(study.settings())) + "</div>\n</div>\n</section>\n");
    }

    private String block(Figure figure) {
        return libraries.isPresent() ? FigureBlock.chart(figure) : FigureBlock.picture(figure, pictures);
    }

    private static String fragment(String name) {
        return ChartLibraries.resource(name)
                .orElseThrow(() -> new IllegalStateException("the resource " + name + " is not in the program"));
    }
}
