package emiss.report.page;

import emiss.report.page.Quantities.Interval;
import emiss.report.result.Run;
import emiss.report.result.Study;
import emiss.report.result.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Hypotheses in the order in which the data prefer them.
 *
 * @param entries the best first
 */
record Ranking(List<Entry> entries) {
    /** Differences of t below this are not worth a word. */
    private static final double TIE = 0.01;

    /** Copies the entries. */
    Ranking {
        entries = List.copyOf(entries);
    }

    /**
     * A hypothesis at its best point.
     *
     * @param study id of the study that fitted it
     * @param hypothesis id of the scenario, or {@code rescaled SM}
     * @param mass fitted or fixed mass [GeV] with its interval, as HTML; a dash where there is none
     * @param couplings its couplings with their intervals, as HTML
     * @param t -2 ln L relative to the Standard Model
     * @param significance local significance
     * @param floated significance with the mass floated
     */
    record Entry(
            String study,
            String hypothesis,
            String mass,
            String couplings,
            double t,
            OptionalDouble significance,
            OptionalDouble floated) {
        /** Whether this is the Standard Model with another normalisation. */
        boolean isRescaledSm() {
            return hypothesis.equals("rescaled SM");
        }
    }

    /** The ranking of a comparison. */
    static Ranking of(Run run, Study comparison) {
        return new Ranking(comparison.result().field("ranking").items().stream()
                .map(entry -> entry(run, entry))
                .toList());
    }

    private static Entry entry(Run run, Value entry) {
        String id = entry.field("study").text();
        Optional<Value> result = run.study(id).filter(Study::hasResult).map(Study::result);
        Optional<Value> best = result.flatMap(found -> found.optional("best")).filter(found -> !found.isList());
        Optional<Value> intervals = best.isPresent()
                ? best.flatMap(found -> found.optional("couplingIntervals68"))
                : result.flatMap(found -> found.optional("intervals68"));
        Interval massInterval = Interval.of(best.flatMap(found -> found.optional("massInterval68")));
        OptionalDouble mass = entry.optionalNumber("mass");
        Value couplings = entry.field("couplings");
        Interval strength = Interval.of(result.flatMap(found -> found.optional("interval68")));
        boolean isStrength = couplings.fields().keySet().equals(Set.of("mu"));
        return new Entry(
                id,
                entry.field("hypothesis").text(),
                mass.isPresent() ? Quantities.measured(mass.getAsDouble(), massInterval) : "\u2013",
                isStrength
                        ? Quantities.symbol("mu") + " = "
                                + Quantities.measured(couplings.field("mu").number(), strength)
                        : Quantities.couplings(couplings, intervals),
                entry.field("t").number(),
                entry.optionalNumber("significance"),
                entry.optionalNumber("significanceMassFloated"));
    }

    /** The best hypothesis with new particles. */
    Optional<Entry> best() {
        return entries.stream().filter(entry -> !entry.isRescaledSm()).findFirst();
    }

    /** The rescaled Standard Model, where it takes part. */
    Optional<Entry> rescaledSm() {
        return entries.stream().filter(Entry::isRescaledSm).findFirst();
    }

    /** Hypotheses with new particles that describe the data as well as the best one. */
    List<Entry> ties() {
        return best().map(best -> entries.stream()
                        .filter(entry -> !entry.isRescaledSm() && entry != best && entry.t() - best.t() < TIE)
                        .toList())
                .orElse(List.of());
    }

    /** The table, with the Standard Model, to which t refers, at its place. */
    String html(Run run) {
        HtmlTable table = new HtmlTable("ntntnnn")
                .head("", "hypothesis", "mass [GeV]", "couplings", "<i>t</i>", "local", "mass floated");
        int rank = 0;
        boolean reference = false;
        for (Entry entry : entries) {
            if (entry.t() > 0 && !reference) {
                standardModel(table);
                reference = true;
            }
            rank++;
            String name = run.study(entry.study()).isPresent()
                    ? Html.link(Html.anchor("study", entry.study()), Html.escape(entry.hypothesis()))
                    : Html.escape(entry.hypothesis());
            table.row(
                    rank + ".",
                    name,
                    entry.mass(),
                    entry.couplings(),
                    Quantities.t(entry.t()),
                    Quantities.sigma(entry.significance()),
                    Quantities.sigma(entry.floated()));
        }
        if (!reference) {
            standardModel(table);
        }
        return table.html();
    }

    private static void standardModel(HtmlTable table) {
        table.reference("", "Standard Model", "\u2013", "\u2013", "0", "\u2013", "\u2013");
    }
}
