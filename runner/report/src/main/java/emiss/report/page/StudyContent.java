package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.view.RunView;
import emiss.results.Result;
import emiss.results.StudyResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page says about a study: what went wrong, its figure, its most important numbers, its notes and settings. */
public final class StudyContent {
    private StudyContent() {}

    /**
     * {@return the HTML of a study alone, for a page with the parts of {@link PageParts}: its figure is a chart that the script
     * of the page draws, or a picture where there are no chart libraries}
     *
     * @param view the run of the study
     * @param study the study
     */
    public static String html(RunView view, StudyResult study) {
        Optional<Figure> figure = view.figure(study);
        Optional<ChartLibraries> libraries = ChartLibraries.packed();
        return html(
                view,
                study,
                figure,
                figure.map(found -> FigureBlock.html(found, libraries, "")).orElse(""));
    }

    /** The same with what stands in the place of the figure. */
    static String html(RunView view, StudyResult study, Optional<Figure> figure, String drawn) {
        String numbers = view.keyNumbers(study).html();
        boolean beside = figure.isPresent()
                && !numbers.isEmpty()
                && !FigureBlock.isWide(figure.orElseThrow())
                && !view.hasWideNumbers(study);
        Result result = study.result();
        return list("warnings", study.reasons()) + "<div class=\"beside" + (beside ? "" : " wide") + "\">\n" + drawn
                + "<div>" + numbers + list("notes", result == null ? List.of() : result.notes())
                + Html.folded("Settings", Html.settings(study.settings())) + "</div>\n</div>\n";
    }

    private static String list(String kind, List<String> lines) {
        return lines.isEmpty()
                ? ""
                : lines.stream()
                        .map(line -> "<li>" + Html.escape(line) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"" + kind + "\">", "</ul>\n"));
    }
}
