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
 * @param values by expression; null where the data do not respond to one of the couplings
 * @param intervals68 by expression
 * @param problems what was not found, one line each
 */
record DerivedResults(Map<String, @Nullable Double> values, Map<String, Interval> intervals68, List<String> problems) {
    /** Evaluates {@code quantities} at {@code best}. */
    static DerivedResults of(CouplingFit best, List<DerivedQuantity> quantities) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        if (!quantities.isEmpty() && best.isConverged()) {
            DerivedIntervals search = new DerivedIntervals(best.hypothesis().analysis());
            for (DerivedQuantity quantity : quantities) {
                OptionalDouble value = quantity.value(best.couplings());
                values.put(quantity.text(), value.isPresent() ? value.getAsDouble() : null);
                emiss.inference.Interval interval = search.interval(best, quantity, 1);
                intervals.put(quantity.text(), Interval.of(interval.low(), interval.high()));
                if (!interval.converged()) {
                    problems.add("the interval of " + quantity.text() + " was not found: " + interval.reason());
                }
            }
        }
        return new DerivedResults(values, intervals, problems);
    }
}
