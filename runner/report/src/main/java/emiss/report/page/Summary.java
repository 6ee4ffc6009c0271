package emiss.report.page;

import emiss.report.page.Quantities.Interval;
import emiss.report.result.Run;
import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a run found, in words. */
final class Summary {
    private final Run run;

    Summary(Run run) {
        this.run = run;
    }

    /** Paragraphs and the ranked table of the first comparison. */
    String html() {
        Optional<Ranking> ranking = run.studies().stream()
                .filter(study -> study.type().equals("compare") && study.hasResult())
                .findFirst()
                .map(study -> Ranking.of(run, study));
        return ranking.map(this::preferred).orElseGet(this::withoutRanking)
                + counts()
                + ranking.map(found -> found.html(run)
                                + "<p class=\"note\"><i>t</i> = \u22122 ln (<i>L</i>/<i>L</i><sub>SM</sub>), negative is "
                                + "better than the Standard Model. Uncertainties are 68 % intervals. <i>Local</i> is the "
                                + "significance at the best mass; <i>mass floated</i> counts the mass as one more "
                                + "parameter.</p>\n")
                        .orElse("");
    }

    private String preferred(Ranking ranking) {
        Optional<Ranking.Entry> best = ranking.best();
        if (best.isEmpty() || best.orElseThrow().t() >= 0) {
            return "<p class=\"lead\">None of the hypotheses with new particles describes the data better than the Standard "
                    + "Model.</p>\n" + rescaled(ranking);
        }
        Ranking.Entry first = best.orElseThrow();
        String text = "<p class=\"lead\">The data prefer <strong>" + Html.escape(first.hypothesis()) + "</strong> with "
                + first.couplings()
                + (first.mass().equals("\u2013")
                        ? ""
                        : " at " + Notation.MASS.html() + " = <strong>(" + first.mass() + ")\u202fGeV</strong>")
                + ", at " + Quantities.sigma(first.significance()) + " local significance";
        if (first.floated().isPresent()) {
            text += ", " + Quantities.sigma(first.floated()) + " with the mass floated";
        }
        text += " (<i>t</i> = " + Quantities.t(first.t()) + ").</p>\n";
        List<Ranking.Entry> ties = ranking.ties();
        if (!ties.isEmpty()) {
            text += "<p>The data cannot tell it from "
                    + ties.stream()
                            .map(entry -> Html.escape(entry.hypothesis()) + " with " + entry.couplings())
                            .collect(Collectors.joining("; "))
                    + ".</p>\n";
        }
        return text + rescaled(ranking);
    }

    private String rescaled(Ranking ranking) {
        Optional<Ranking.Entry> found = ranking.rescaledSm();
        if (found.isEmpty()) {
            return "";
        }
        Ranking.Entry sm = found.orElseThrow();
        String text = "<p>The Standard Model with a free normalisation reaches <i>t</i> = " + Quantities.t(sm.t())
                + " with " + sm.couplings() + ", " + Quantities.sigma(sm.significance()) + " from the Standard Model";
        Optional<Ranking.Entry> best = ranking.best().filter(entry -> entry.t() < sm.t());
        if (best.isPresent()) {
            double gain = sm.t() - best.orElseThrow().t();
            text += "; the best new particle does better by \u0394<i>t</i> = " + Quantities.t(gain) + " ("
                    + Quantities.sigma(OptionalDouble.of(Math.sqrt(gain)))
                    + ", a comparison of hypotheses that do not contain each other)";
        }
        return text + ".</p>\n";
    }

    /** Signal strength and the best mass scan of a run that compares nothing. */
    private String withoutRanking() {
        StringBuilder text = new StringBuilder();
        for (Study study : run.studies()) {
            if (study.type().equals("signal-strength") && study.hasResult()) {
                Value result = study.result();
                text.append("<p>Standard Model with a free normalisation (")
                        .append(Html.link(Html.anchor("study", study.id()), Html.escape(study.id())))
                        .append("): <i>\u03bc</i> = ")
                        .append(Quantities.measured(
                                result.field("mu").number(), Interval.of(result.optional("interval68"))))
                        .append(".</p>\n");
            } else if (study.type().equals("mass-scan") && study.hasResult()) {
                study.result().optional("best").ifPresent(best -> text.append(scan(study, best)));
            }
        }
        return text.toString();
    }

    private static String scan(Study study, Value best) {
        return "<p>" + Html.link(Html.anchor("study", study.id()), Html.escape(study.id())) + ": best at "
                + Notation.MASS.html() + " = ("
                + Quantities.measured(best.field("mass").number(), Interval.of(best.optional("massInterval68")))
                + ")\u202fGeV with "
                + Quantities.couplings(best.field("couplings"), best.optional("couplingIntervals68")) + ", <i>t</i> = "
                + Quantities.t(best.field("t").number()) + ", "
                + Quantities.sigma(best.optionalNumber("significance")) + " local.</p>\n";
    }

    private String counts() {
        long failed = count(Study.Status.FAILED);
        long partial = count(Study.Status.PARTIAL);
        int studies = run.studies().size();
        String outcome = failed + partial == 0
                ? studies == 1 ? "It is complete." : "All are complete."
                : failed + " failed and " + partial + " are incomplete: " + troubled() + ".";
        return "<p>The run has " + studies + (studies == 1 ? " study. " : " studies. ") + outcome + "</p>\n";
    }

    private long count(Study.Status status) {
        return run.studies().stream().filter(study -> study.status() == status).count();
    }

    private String troubled() {
        return run.studies().stream()
                .filter(study -> study.status() != Study.Status.OK)
                .map(study -> Html.link(Html.anchor("study", study.id()), Html.escape(study.id())))
                .collect(Collectors.joining(", "));
    }

    /** Published numbers beside the computed ones; empty if the run quotes none. */
    String quoted() {
        if (run.quoted().isEmpty()) {
            return "";
        }
        HtmlTable table = new HtmlTable("tnnnt").head("quantity", "computed", "published", "difference", "source");
        for (Run.Quoted quoted : run.quoted()) {
            table.row(
                    Html.link(Html.anchor("study", quoted.study()), Html.escape(quoted.label())),
                    computed(quoted).isPresent()
                            ? Quantities.number(computed(quoted).getAsDouble())
                            : "none",
                    quoted.uncertainty().isPresent()
                            ? Rounded.published(
                                            quoted.value(), quoted.uncertainty().getAsDouble())
                                    .mathText()
                                    .html()
                            : Quantities.number(quoted.value()),
                    difference(quoted),
                    Html.identifier(quoted.source()));
        }
        return table.html()
                + "<p class=\"note\">Differences are in units of the published uncertainty, or relative where none is "
                + "published. Where they are large, see the notes on <a href=\"#deviations\">known deviations</a>.</p>\n";
    }

    /** Rates leave the sign of a coupling open: a published positive number is compared with the size of ours. */
    private static OptionalDouble computed(Run.Quoted quoted) {
        return quoted.computed().isPresent() && quoted.value() >= 0
                ? OptionalDouble.of(Math.abs(quoted.computed().getAsDouble()))
                : quoted.computed();
    }

    private static String difference(Run.Quoted quoted) {
        OptionalDouble computed = computed(quoted);
        if (computed.isEmpty()) {
            return "\u2013";
        }
        double difference = computed.getAsDouble() - quoted.value();
        if (quoted.uncertainty().isPresent() && quoted.uncertainty().getAsDouble() > 0) {
            return signed(difference / quoted.uncertainty().getAsDouble(), 1) + "\u202f\u03c3";
        }
        return quoted.value() == 0 ? "\u2013" : signed(100 * difference / Math.abs(quoted.value()), 0) + "\u202f%";
    }

    private static String signed(double value, int decimals) {
        String text = Quantities.fixed(value, decimals);
        boolean isZero = text.chars().allMatch(digit -> digit == '0' || digit == '.');
        return text.startsWith("\u2212") || isZero ? text : "+" + text;
    }
}
