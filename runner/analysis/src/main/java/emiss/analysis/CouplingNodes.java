package emiss.analysis;

import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A few couplings whose rates make those of all others: a rate is quadratic in the parameters phi of a fit, and so a sum of its values at
 * these nodes. Immutable.
 */
final class CouplingNodes {
    private final List<Map<String, Complex>> nodes = new ArrayList<>();
    /** How many parameters there are; 0 if the only one is a factor of couplings squared. */
    private final int size;

    /** One node, all of whose couplings squared are multiplied by the first parameter. */
    CouplingNodes(Map<String, Complex> couplings) {
        nodes.add(couplings);
        size = 0;
    }

    /** The units of all parameters of a hypothesis, then their sums in pairs. */
    CouplingNodes(Hypothesis hypothesis) {
        size = hypothesis.couplingParameters();
        for (int k = 0; k < size; k++) {
            nodes.add(hypothesis.couplings(units(k, k)));
        }
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < k; l++) {
                nodes.add(hypothesis.couplings(units(k, l)));
            }
        }
    }

    private double[] units(int k, int l) {
        double[] phi = new double[size];
        phi[k] = 1;
        phi[l] = 1;
        return phi;
    }

    /** The couplings. */
    List<Map<String, Complex>> nodes() {
        return nodes;
    }

    /** What the rate of every node counts for at given parameters. */
    double[] weights(double[] phi) {
        double[] weights = new double[nodes.size()];
        if (size == 0) {
            weights[0] = phi[0];
            return weights;
        }
        int pair = size;
        for (int k = 0; k < size; k++) {
            weights[k] += phi[k] * phi[k];
            for (int l = 0; l < k; l++) {
                double product = phi[k] * phi[l];
                weights[pair++] = product;
                weights[k] -= product;
                weights[l] -= product;
            }
        }
        return weights;
    }

    /** A rate as a form in the parameters, from its values at the nodes. */
    CouplingForm form(double[] rates) {
        double[][] matrix = new double[size][size];
        int pair = size;
        for (int k = 0; k < size; k++) {
            matrix[k][k] = rates[k];
            for (int l = 0; l < k; l++) {
                matrix[k][l] = (rates[pair++] - rates[k] - rates[l]) / 2;
                matrix[l][k] = matrix[k][l];
            }
        }
        return new CouplingForm(new double[size], matrix);
    }
}
