package emiss.inference;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;

/** The covariance of the rows and of the centres of constraints when a fitted hypothesis is repeated. */
final class DataCovariance {
    private DataCovariance() {}

    /** Rows first, then nuisance parameters. */
    static double[][] of(CompiledModel model, FitResult fit) {
        double[] expected = fit.expected();
        double[] nuisances = fit.nuisances();
        double[] widths = model.constraintWidths();
        int rows = model.rows();
        double[][] covariance = new double[rows + nuisances.length][rows + nuisances.length];
        for (int row = 0; row < model.bins; row++) {
            covariance[row][row] = expected[row];
        }
        double[][] correlation = inverse(model.measured.precision());
        for (int i = 0; i < correlation.length; i++) {
            for (int j = 0; j < correlation.length; j++) {
                covariance[model.bins + i][model.bins + j] = correlation[i][j]
                        / (model.measured.residuals().get(i).mean()
                                * model.measured.residuals().get(j).mean());
            }
        }
        for (int i = 0; i < nuisances.length; i++) {
            boolean isExplicit = i < model.explicit.count();
            if (isExplicit && model.explicit.at(i).isHeld() || !(widths[i] < Double.POSITIVE_INFINITY)) {
                continue;
            }
            double tau = isExplicit ? model.explicit.at(i).poissonScale() : 0;
            covariance[rows + i][rows + i] = tau > 0 ? nuisances[i] / tau : widths[i] * widths[i];
        }
        for (ExplicitParameters.Block block : model.explicit.blocks) {
            double[][] inverse = inverse(block.precision());
            int[] p = block.parameters();
            for (int i = 0; i < p.length; i++) {
                for (int j = 0; j < p.length; j++) {
                    covariance[rows + p[i]][rows + p[j]] = inverse[i][j];
                }
            }
        }
        return covariance;
    }

    private static double[][] inverse(double[][] matrix) {
        return matrix.length == 0
                ? matrix
                : MatrixUtils.inverse(new Array2DRowRealMatrix(matrix)).getData();
    }
}
