package emiss.inference;

/** The constraints of the explicit nuisance parameters: Gaussian, Poisson and multivariate Gaussian. */
final class Constraints implements LikelihoodTerm {
    private final double[] precision;
    private final double[] poissonScale;
    private final ExplicitParameters.Block[] blocks;
    private double[] centre = new double[0];

    Constraints(ExplicitParameters parameters) {
        precision = parameters.precision;
        poissonScale = parameters.poissonScale;
        blocks = parameters.blocks;
    }

    void bind(double[] newCentre) {
        centre = newCentre;
    }

    @Override
    public double value(double[] x) {
        double sum = 0;
        for (int p = 0; p < precision.length; p++) {
            double shift = x[p] - centre[p];
            sum += precision[p] * shift * shift;
        }
        for (int p = 0; p < precision.length; p++) {
            double tau = poissonScale[p];
            if (tau > 0) {
                if (!(x[p] > 0 || (x[p] == 0 && centre[p] == 0))) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += 2 * tau * (x[p] - centre[p] + (centre[p] > 0 ? centre[p] * Math.log(centre[p] / x[p]) : 0));
            }
        }
        for (ExplicitParameters.Block block : blocks) {
            int[] p = block.parameters();
            for (int i = 0; i < p.length; i++) {
                for (int j = 0; j < p.length; j++) {
                    sum += block.precision()[i][j] * (x[p[i]] - centre[p[i]]) * (x[p[j]] - centre[p[j]]);
                }
            }
        }
        return 0.5 * sum;
    }

    @Override
    public void addGradient(double[] x, double[] gradient) {
        for (int p = 0; p < precision.length; p++) {
            double shift = x[p] - centre[p];
            gradient[p] += precision[p] * shift;
            double tau = poissonScale[p];
            if (tau > 0) {
                gradient[p] += centre[p] > 0 ? tau * shift / x[p] : tau;
            }
        }
        for (ExplicitParameters.Block block : blocks) {
            int[] p = block.parameters();
            for (int i = 0; i < p.length; i++) {
                double sum = 0;
                for (int j = 0; j < p.length; j++) {
                    sum += block.precision()[i][j] * (x[p[j]] - centre[p[j]]);
                }
                gradient[p[i]] += sum;
            }
        }
    }

    @Override
    public void addHessian(double[] x, double[][] hessian, HessianPart part, double negligible) {
        if (part == HessianPart.OF_INTEREST) {
            return;
        }
        for (int p = 0; p < precision.length; p++) {
            hessian[p][p] += precision[p];
            if (poissonScale[p] > 0 && centre[p] > 0) {
                hessian[p][p] += poissonScale[p] * centre[p] / (x[p] * x[p]);
            }
        }
        for (ExplicitParameters.Block block : blocks) {
            int[] p = block.parameters();
            for (int i = 0; i < p.length; i++) {
                for (int j = 0; j <= i; j++) {
                    hessian[Math.min(p[i], p[j])][Math.max(p[i], p[j])] += block.precision()[i][j];
                }
            }
        }
    }
}
