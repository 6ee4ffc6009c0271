package emiss.report.page;

import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.text.ValueText;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run is made of, and what to cite. */
final class Sources {
    private static final int HASH_DIGITS = 12;

    private final Run run;

    Sources(Run run) {
        this.run = run;
    }

    /** Data sets, form factors, Standard-Model inputs. */
    String inputs() {
        HtmlTable table = new HtmlTable("tttttt").head("", "id", "what", "quality", "citation", "SHA-256");
        String before = "";
        for (Run.Input input : run.inputs()) {
            table.row(
                    input.kind().equals(before) ? "" : Html.escape(input.kind()),
                    Html.code(input.id()),
                    Html.escape(input.title()),
                    input.quality().isEmpty() ? "\u2013" : Html.escape(input.quality()),
                    citation(input),
                    hash(input.sha256()));
            before = input.kind();
        }
        return Html.folded("What was used, with quality, source and SHA-256", table.html());
    }

    /** Plugins and how the run was started. */
    String program() {
        HtmlTable plugins = new HtmlTable("tttt").head("", "id", "version", "origin");
        String before = "";
        for (Run.Plugin plugin : run.plugins()) {
            plugins.row(
                    plugin.kind().equals(before) ? "" : Html.escape(plugin.kind()),
                    Html.code(plugin.id()),
                    Html.escape(plugin.version()),
                    Html.code(plugin.origin()));
            before = plugin.kind();
        }
        HtmlTable table = new HtmlTable("tt");
        if (run.program() != null) {
            table.row(
                            "program",
                            "Emiss "
                                    + Html.escape(run.program().version() + " "
                                            + run.program().commit()))
                    .row("Java", Html.escape(run.program().java()));
        }
        return table.row("SHA-256 of the configuration", Html.code(run.configHash()))
                        .row("seed of random numbers", String.valueOf(run.seed()))
                        .row("time", ValueText.fixed(run.elapsedSeconds(), 1) + "\u202fs")
                        .row("format of the results", Html.code(ResultsWriter.VERSION))
                        .html()
                + Html.folded("Plugins with their versions", plugins.html());
    }

    /** The paper, the data, the form factors. */
    String citing() {
        Map<String, List<String>> citations = new LinkedHashMap<>();
        run.inputs().stream()
                .filter(input -> !input.identifiers().isEmpty())
                .forEach(input -> citations.putIfAbsent(input.citation(), input.identifiers()));
        return "<p>Results of this page rest on the following work; please cite what you use.</p>\n<ul>\n"
                + "<li>The method and the effective theory: "
                + Html.identifier("arXiv:2403.13887") + ", with its erratum, Phys. Rev. D 111, 039903.</li>\n"
                + citations.entrySet().stream()
                        .map(entry -> "<li>" + Html.escape(entry.getKey()) + "; " + identifiers(entry.getValue())
                                + ".</li>\n")
                        .collect(Collectors.joining())
                + "</ul>\n";
    }

    private static String citation(Run.Input input) {
        return Html.escape(input.citation())
                + (input.identifiers().isEmpty() ? "" : "<br>" + identifiers(input.identifiers()));
    }

    private static String identifiers(List<String> identifiers) {
        return identifiers.stream().map(Html::identifier).collect(Collectors.joining(", "));
    }

    private static String hash(String sha256) {
        return "<code title=\"" + Html.escape(sha256) + "\">"
                + Html.escape(sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()))) + "</code>";
    }
}
