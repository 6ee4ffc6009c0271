package emiss.report.view;

import emiss.api.scenario.Complex;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.results.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The most important numbers of a study, as a page shows them. */
public final class KeyNumbers {
    /** A branching fraction that is smaller than this part of the largest one vanishes. */
    private static final double ROUNDING_ERROR = 1e-9;

    private final HtmlTable table = new HtmlTable("tt");
    private final StringBuilder below = new StringBuilder();

    /** Creates a list without numbers. */
    public KeyNumbers() {}

    /**
     * Adds a text.
     *
     * @param label what it is
     * @param value the text
     * @return these numbers
     */
    public KeyNumbers text(MathText label, MathText value) {
        return row(label.html(), value.html());
    }

    /**
     * Adds a number.
     *
     * @param label what it is
     * @param value the number
     * @param interval68 its 68 % interval; null if it has none
     * @return these numbers
     */
    public KeyNumbers number(MathText label, double value, @Nullable Interval interval68) {
        return row(label.html(), Quantities.measured(value, interval68));
    }

    /**
     * Adds the mass of the invisible particle.
     *
     * @param kind what kind of mass, with a space behind it, for example {@code best}; may be empty
     * @param mass the mass [GeV]
     * @param interval68 its 68 % interval; null if it has none
     * @return these numbers
     */
    public KeyNumbers mass(String kind, double mass, @Nullable Interval interval68) {
        return row(MathText.plain(kind).then(Notation.MASS).html(), Quantities.mass(mass, interval68));
    }

    /**
     * Adds couplings by their symbols.
     *
     * @param couplings values by name
     * @param intervals68 their 68 % intervals, where they have some
     * @return these numbers
     */
    public KeyNumbers couplings(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        Numbers.values(couplings, intervals68)
                .forEach((name, number) -> row(Quantities.symbol(name), Quantities.written(number)));
        return this;
    }

    /**
     * Adds polynomials of couplings.
     *
     * @param derived values by expression; null where the data do not determine them
     * @param intervals68 their 68 % intervals, where they have some
     * @return these numbers
     */
    public KeyNumbers derived(Map<String, @Nullable Double> derived, Map<String, Interval> intervals68) {
        derived.forEach((expression, value) -> row(
                Notation.polynomial(expression).html(),
                value == null ? "not determined" : Quantities.measured(value, intervals68.get(expression))));
        return this;
    }

    /**
     * Adds branching fractions.
     *
     * @param fractions values by transition
     * @return these numbers
     */
    public KeyNumbers branchingFractions(Map<String, Double> fractions) {
        double largest = fractions.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        fractions.forEach((transition, value) ->
                number(Notation.branchingFraction(transition), value < ROUNDING_ERROR * largest ? 0 : value, null));
        return this;
    }

    /**
     * Adds a significance.
     *
     * @param label what it is
     * @param significance the significance [standard deviations]
     * @return these numbers
     */
    public KeyNumbers significance(MathText label, double significance) {
        return row(label.html(), Quantities.sigma(significance));
    }

    /** Adds a row of HTML. */
    KeyNumbers row(String label, String value) {
        table.row(label, value);
        return this;
    }

    /** Adds HTML below the rows. */
    KeyNumbers below(String html) {
        below.append(html);
        return this;
    }

    /** {@return the numbers as HTML; empty if there are none} */
    public String html() {
        return table.html() + below;
    }
}
