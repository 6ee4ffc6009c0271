package emiss.physics;

import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.util.Pair;

/** A Gauss-Legendre rule on [-1, 1]; immutable by convention, its arrays are not changed. */
final class GaussLegendre {
    final double[] point;
    final double[] weight;

    /**
     * Finds the rule. Not by a {@code GaussIntegratorFactory}, which first computes constants for rules of 40 digits, for a tenth of a
     * second.
     *
     * @param order the number of points
     */
    GaussLegendre(int order) {
        Pair<double[], double[]> rule = new LegendreRuleFactory().getRule(order);
        point = rule.getFirst();
        weight = rule.getSecond();
    }

    int order() {
        return point.length;
    }
}
