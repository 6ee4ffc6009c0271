package emiss.report.page;

import emiss.data.document.Counted;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.Numbers;
import emiss.report.text.Rounded;
import emiss.report.text.ValueText;
import emiss.report.view.Conclusion;
import emiss.report.view.RunView;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run found, in words. */
final class Summary {
    private final RunView view;
    private final Run run;

    Summary(RunView view) {
        this.view = view;
        this.run = view.run();
    }

    /** What the data say in paragraphs, and the table of a study that ranks hypotheses. */
    String html() {
        Optional<Conclusion> conclusion = view.conclusion();
        return conclusion.map(Conclusion::text).orElseGet(() -> String.join("", view.findings()))
                + counts()
                + conclusion.map(Conclusion::table).orElse("");
    }

    private String counts() {
        long failed = count(StudyResult.Status.FAILED);
        long partial = count(StudyResult.Status.PARTIAL);
        int studies = run.studies().size();
        String outcome = failed + partial == 0
                ? studies == 1 ? "It is complete." : "All are complete."
                : failed + " failed and " + partial + " are incomplete: " + troubled() + ".";
        return "<p>The run has " + Counted.of(studies, "study", "studies") + ". " + outcome + "</p>\n";
    }

    private long count(StudyResult.Status status) {
        return run.studies().stream().filter(study -> study.status() == status).count();
    }

    private String troubled() {
        return run.studies().stream()
                .filter(study -> study.status() != StudyResult.Status.OK)
                .map(study -> Html.studyLink(study.id(), Html.escape(study.id())))
                .collect(Collectors.joining(", "));
    }

    /** Published numbers beside the computed ones; empty if the run quotes none. */
    String quoted() {
        if (run.quoted().isEmpty()) {
            return "";
        }
        HtmlTable table = new HtmlTable("tnnnt").head("quantity", "computed", "published", "difference", "source");
        for (Run.Quoted quoted : run.quoted()) {
            Double uncertainty = quoted.uncertainty();
            Double computed = quoted.comparable();
            table.row(
                    Html.studyLink(quoted.study(), view.typeset(quoted.label()).html()),
                    computed == null ? Quantities.NONE : Quantities.measured(computed, quoted.comparableInterval68()),
                    uncertainty == null
                            ? Numbers.setting(quoted.value()).html()
                            : Rounded.published(quoted.value(), uncertainty)
                                    .mathText()
                                    .html(),
                    ValueText.difference(quoted)
                            .map(text -> text.replace(' ', '\u202f'))
                            .orElse(Quantities.NONE),
                    Html.identifier(quoted.source()));
        }
        return table.html()
                + "<p class=\"note\">Differences are in units of the published uncertainty, or relative where none is "
                + "published. Where they are large, see the notes on <a href=\"#deviations\">known deviations</a>.</p>\n";
    }
}
