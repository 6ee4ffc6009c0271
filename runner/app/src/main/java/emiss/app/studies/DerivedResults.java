package emiss.app.studies;

import emiss.analysis.CouplingFit;
import emiss.analysis.DerivedIntervals;
import emiss.analysis.DerivedQuantity;
import emiss.results.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Derived quantities at a best fit, as they are reported.
 *
 * @param best the best fit: the one that was given, or a lower one that was found on the way
 * @param values by expression; null where the data do not respond to one of the couplings
 * @param intervals68 by expression
 * @param problems what was not found, one line each
 */
record DerivedResults(
        CouplingFit best,
        Map<String, @Nullable Double> values,
        Map<String, Interval> intervals68,
        List<String> problems) {
    /** Evaluates {@code quantities} at {@code best}, until a lower fit is found. */
    static DerivedResults of(CouplingFit best, List<DerivedQuantity> quantities) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        if (!quantities.isEmpty() && best.isConverged()) {
            DerivedIntervals search = new DerivedIntervals(best.hypothesis().analysis());
            for (DerivedQuantity quantity : quantities) {
                OptionalDouble value = quantity.value(best.couplings());
                values.put(quantity.text(), value.isPresent() ? value.getAsDouble() : null);
                DerivedIntervals.Found found = search.interval(best, quantity, 1);
                emiss.inference.Interval interval = found.interval();
                intervals.put(quantity.text(), Interval.of(interval.low(), interval.high()));
                if (!interval.converged()) {
                    problems.add("the interval of " + quantity.text() + " was not found: " + interval.reason());
                }
                if (found.best() != best) {
                    return new DerivedResults(found.best(), values, intervals, problems);
                }
            }
        }
        return new DerivedResults(best, values, intervals, problems);
    }
}
