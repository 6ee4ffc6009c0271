package emiss.report.page;

import emiss.data.document.Kind;
import emiss.report.page.Quantities.Interval;
import emiss.report.result.Run;
import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The most important numbers of a study as a table. */
final class KeyNumbers {
    private static final int MOST_PULLS = 3;
    private static final int MOST_BEST_POINTS = 4;
    private static final String GEV = "\u202fGeV";

    private final Run run;
    private final Study study;
    private final Value result;
    private final HtmlTable table = new HtmlTable("tt");

    private KeyNumbers(Run run, Study study) {
        this.run = run;
        this.study = study;
        this.result = study.result();
    }

    /** The table of a study; empty if it has no numbers. */
    static String html(Run run, Study study) {
        return study.hasResult() ? new KeyNumbers(run, study).html() : "";
    }

    private String html() {
        return switch (study.type()) {
            case "rate" -> rate();
            case "spectrum" -> spectrum();
            case "signal-strength" -> signalStrength();
            case "mass-scan" -> massScan();
            case "fit" -> fit();
            case "coupling-plane" -> plane();
            case "upper-limit" -> limits();
            case "likelihood" -> likelihood();
            case "compare" -> Ranking.of(run, study).html(run);
            default -> scalars();
        };
    }

    private String rate() {
        String transition = result.field("transition").text();
        add(
                Notation.branchingFraction(transition),
                Quantities.number(result.field("branchingFraction").number()));
        table.row("width", Quantities.number(result.field("width").number()) + GEV);
        if (transition.contains("K*")) {
            result.optionalNumber("longitudinalFraction")
                    .ifPresent(value -> table.row("<i>F</i><sub>L</sub>", Quantities.number(value)));
        }
        couplings(result.optional("couplings"), Optional.empty());
        return table.html();
    }

    private String spectrum() {
        Optional<Value> bins = result.optional("bins");
        if (bins.isEmpty()) {
            return "";
        }
        HtmlTable events = new HtmlTable("ttnnnnnn")
                .head("channel", "selection", "bin", "data", "background", "SM", "rescaled SM", "new particles");
        for (Value bin : bins.orElseThrow().items()) {
            events.row(
                    Html.escape(bin.field("channel").text()),
                    words(bin, "selection"),
                    bound(bin, "low") + " to " + bound(bin, "high"),
                    cell(bin.optionalNumber("observed"), 0),
                    cell(bin.optionalNumber("background"), 1),
                    cell(bin.optionalNumber("sm"), 1),
                    cell(bin.optionalNumber("rescaledSm"), 1),
                    cell(bin.optionalNumber("signal"), 1));
        }
        String variables = bins.orElseThrow().items().stream()
                .map(bin -> words(bin, "variable"))
                .filter(variable -> !variable.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return Html.folded("Events in bins of " + variables, events.html());
    }

    private static String words(Value bin, String field) {
        return bin.optional(field).map(text -> Html.escape(text.text())).orElse("");
    }

    private static String bound(Value bin, String end) {
        OptionalDouble value = bin.optionalNumber(end);
        return value.isPresent() ? Quantities.number(value.getAsDouble()) : "?";
    }

    private static String cell(OptionalDouble value, int decimals) {
        return value.isPresent() ? Quantities.fixed(value.getAsDouble(), decimals) : "\u2013";
    }

    private String signalStrength() {
        table.row(
                Quantities.symbol("mu"),
                Quantities.measured(result.field("mu").number(), Interval.of(result.optional("interval68"))));
        root("deltaMu1", "from the Standard Model (<i>\u03bc</i> = 1)");
        root("deltaMu0", "from no signal (<i>\u03bc</i> = 0)");
        table.row(
                "\u22122 ln <i>L</i>, saturated model 0",
                Quantities.fixed(result.field("minus2LnL").number(), 2));
        return table.html();
    }

    private void root(String field, String label) {
        result.optionalNumber(field)
                .ifPresent(delta ->
                        table.row(label, Quantities.sigma(OptionalDouble.of(Math.sqrt(Math.max(0, delta))))));
    }

    private String massScan() {
        Optional<Value> found = result.optional("best");
        if (found.isPresent()) {
            Value best = found.orElseThrow();
            mass(best.optionalNumber("mass"), Interval.of(best.optional("massInterval68")), "best ");
            couplings(best.optional("couplings"), best.optional("couplingIntervals68"));
            derived(best.optional("derived"), best.optional("derivedIntervals68"));
            table.row("<i>t</i>", Quantities.t(best.field("t").number()));
            significances(best);
            fractions(best.optional("branchingFractions"));
        }
        result.optional("rescaledSm")
                .ifPresent(sm -> table.row(
                        "rescaled Standard Model",
                        "<i>t</i> = " + Quantities.t(sm.field("t").number()) + ", " + Quantities.symbol("mu") + " = "
                                + Quantities.number(sm.field("mu").number())));
        result.optional("betterThanRescaledSm")
                .map(Value::items)
                .filter(ranges -> !ranges.isEmpty())
                .ifPresent(ranges -> table.row("better than the rescaled SM", ranges(ranges)));
        return table.html();
    }

    private static String ranges(List<Value> ranges) {
        return ranges.stream()
                        .map(range -> range.items().stream()
                                .map(end -> end.isNull() ? "?" : Quantities.fixed(end.number(), 2))
                                .collect(Collectors.joining(" to ")))
                        .collect(Collectors.joining(", "))
                + GEV;
    }

    private String fit() {
        Optional<Value> intervals = result.optional("intervals68");
        mass(
                result.optionalNumber("mass"),
                Interval.of(intervals.flatMap(all -> all.optional("mass"))),
                result.optional("massFixed").map(Value::bool).orElse(false) ? "fixed " : "");
        couplings(result.optional("couplings"), intervals);
        derived(result.optional("derived"), intervals);
        table.row("<i>t</i>", Quantities.t(result.field("t").number()));
        significances(result);
        fractions(result.optional("branchingFractions"));
        result.optional("pulls").ifPresent(pulls -> table.row("largest pulls", pulls(pulls)));
        return table.html();
    }

    private static String pulls(Value pulls) {
        return pulls.fields().entrySet().stream()
                .filter(pull -> !pull.getValue().isNull())
                .sorted(Comparator.comparingDouble((Map.Entry<String, Value> pull) ->
                        -Math.abs(pull.getValue().number())))
                .limit(MOST_PULLS)
                .map(pull -> Html.code(pull.getKey()) + " "
                        + Quantities.fixed(pull.getValue().number(), 2))
                .collect(Collectors.joining("<br>"));
    }

    private String plane() {
        mass(result.optionalNumber("mass"), Interval.NONE, "");
        List<Value> best = result.field("best").items();
        for (Value point : best.subList(0, Math.min(MOST_BEST_POINTS, best.size()))) {
            table.row(
                    "best point",
                    Quantities.couplings(point.field("couplings"), Optional.empty()) + "<br><i>t</i> = "
                            + Quantities.t(point.field("t").number()));
        }
        if (best.size() > MOST_BEST_POINTS) {
            table.row("", "and " + (best.size() - MOST_BEST_POINTS) + " more of equal <i>t</i>");
        }
        result.optional("limits").map(Value::items).orElse(List.of()).forEach(this::limit);
        return table.html();
    }

    private void limit(Value limit) {
        String what = limit.optional("coupling")
                .map(coupling -> "|" + Quantities.symbol(coupling.text()) + "|")
                .orElseGet(() -> limit.field("radial").texts().stream()
                        .map(name -> Quantities.symbol(name) + "<sup>2</sup>")
                        .collect(Collectors.joining(" + ", "(", ")<sup>1/2</sup>")));
        OptionalDouble value = limit.optionalNumber("value");
        String others = limit.optional("others").map(Value::text).orElse("profile");
        String experiments = limit.optional("experiments").map(Value::texts).orElse(List.of()).stream()
                .map(Html::escape)
                .collect(Collectors.joining(", "));
        table.row(
                "limit, " + Quantities.percentage(limit.field("level").number()) + "\u202f% CL",
                what + (value.isPresent() ? " &lt; " + Quantities.number(value.getAsDouble()) : " not bounded") + "<br>"
                        + experiments + "; others: " + Html.escape(others));
    }

    private String limits() {
        List<Value> points = result.field("points").items();
        HtmlTable limits = new HtmlTable("nnn").head("mass [GeV]", "observed", "expected");
        for (Value point : points) {
            OptionalDouble expected = point.optional("expected")
                    .map(bands -> bands.optionalNumber("median"))
                    .orElse(OptionalDouble.empty());
            limits.row(
                    Quantities.number(point.field("mass").number()),
                    limit(point.optionalNumber("observed")),
                    limit(expected));
        }
        table.row(
                "limit on",
                result.optional("quantity")
                        .map(what -> Html.escape(what.text()))
                        .orElse("?"));
        table.row(
                "confidence level", Quantities.percentage(result.field("level").number()) + "\u202f%");
        return table.html() + Html.folded("Limits by mass", limits.html());
    }

    private static String limit(OptionalDouble value) {
        return value.isPresent() ? Quantities.number(value.getAsDouble()) : "\u2013";
    }

    private String likelihood() {
        HtmlTable points = new HtmlTable("nntn").head("", "mass [GeV]", "point", "<i>t</i>");
        int count = 0;
        for (Value point : result.field("points").items()) {
            count++;
            OptionalDouble t = point.optionalNumber("t");
            points.row(
                    String.valueOf(count),
                    limit(point.optionalNumber("mass")),
                    point.optionalNumber("mu").isPresent()
                            ? Quantities.symbol("mu") + " = "
                                    + Quantities.number(point.field("mu").number())
                            : Quantities.couplings(point.field("couplings"), Optional.empty()),
                    t.isPresent() ? Quantities.t(t.getAsDouble()) : "not computed");
        }
        return points.html();
    }

    /** Numbers and words of a study of a type that this version does not know. */
    private String scalars() {
        result.fields().forEach((name, value) -> {
            if (value.node().kind() == Kind.NUMBER) {
                table.row(Html.code(name), Quantities.number(value.number()));
            }
        });
        return table.html();
    }

    private void add(MathText label, String html) {
        table.row(label.html(), html);
    }

    private void mass(OptionalDouble mass, Interval interval, String kind) {
        if (mass.isPresent()) {
            String text = Quantities.measured(mass.getAsDouble(), interval);
            add(MathText.plain(kind).then(Notation.MASS), (text.contains(" ") ? "(" + text + ")" : text) + GEV);
        }
    }

    private void couplings(Optional<Value> couplings, Optional<Value> intervals) {
        couplings
                .map(Value::fields)
                .orElse(Map.of())
                .entrySet()
                .forEach(entry -> table.row(Quantities.symbol(entry.getKey()), Quantities.coupling(entry, intervals)));
    }

    private void derived(Optional<Value> derived, Optional<Value> intervals) {
        derived.map(Value::fields)
                .orElse(Map.of())
                .entrySet()
                .forEach(entry ->
                        table.row(Notation.polynomial(entry.getKey()).html(), Quantities.coupling(entry, intervals)));
    }

    private void significances(Value from) {
        table.row("local significance", Quantities.sigma(from.optionalNumber("significance")));
        sigma(from, "significanceMassFloated", "mass floated");
        sigma(from, "significanceOverRescaledSm", "over the rescaled SM");
    }

    private void sigma(Value from, String field, String label) {
        OptionalDouble value = from.optionalNumber(field);
        if (value.isPresent()) {
            table.row(label, Quantities.sigma(value));
        }
    }

    private void fractions(Optional<Value> fractions) {
        fractions.map(Value::fields).orElse(Map.of()).forEach((transition, value) -> {
            if (!value.isNull()) {
                add(Notation.branchingFraction(transition), Quantities.number(value.number()));
            }
        });
    }
}
