package emiss.inference;

import emiss.inference.AsymmetricResidual.Form;
import java.util.List;

/**
 * Gaussian measurements of functions of the parameters of interest: r^T C^-1 r/2 with the residuals r of the predictions and
 * their correlation C; branching fractions, and constraints of parameters of interest.
 */
final class GaussianMeasurements implements LikelihoodTerm {
    private final RowValues predictions;
    /** The first of the rows that are measured. */
    private final int first;
    /** How many parameters are explicit nuisances; those of interest follow. */
    private final int explicit;

    private MeasuredRows rows = MeasuredRows.standard(0);
    private double[] measured = new double[0];
    private double[] residual = new double[0];
    private double[] slope = new double[0];
    private List<Form> forms = List.of();
    /** C^-1 r. */
    private double[] weight = new double[0];

    /** Reads predictions, which others bring up to date, from row {@code first} on. */
    GaussianMeasurements(RowValues predictions, int first, int explicit) {
        this.predictions = predictions;
        this.first = first;
        this.explicit = explicit;
    }

    /** Takes the measured values from the same rows as the predictions. */
    void bind(MeasuredRows newRows, double[] newMeasured) {
        rows = newRows;
        measured = newMeasured;
        if (residual.length < rows.count()) {
            residual = new double[rows.count()];
            slope = new double[rows.count()];
            weight = new double[rows.count()];
        }
    }

    /** Takes the residuals in other forms, one each; none for the true ones. */
    void use(List<Form> newForms) {
        forms = newForms;
    }

    private Form form(int i) {
        return forms.isEmpty() ? Form.TRUE : forms.get(i);
    }

    private double excess(int i) {
        return predictions.values[first + i] - measured[first + i];
    }

    @Override
    public double value(double[] x) {
        int count = rows.count();
        for (int i = 0; i < count; i++) {
            residual[i] = rows.residuals().get(i).value(excess(i), form(i));
            slope[i] = rows.residuals().get(i).first(excess(i), form(i));
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double product = 0;
            for (int j = 0; j < count; j++) {
                product += rows.precision()[i][j] * residual[j];
            }
            weight[i] = product;
            sum += residual[i] * product;
        }
        return 0.5 * sum;
    }

    @Override
    public void addGradient(double[] x, double[] gradient) {
        for (int k = 0; k < predictions.interest(); k++) {
            for (int i = 0; i < rows.count(); i++) {
                gradient[explicit + k] += weight[i] * slope[i] * predictions.derivative[k][first + i];
            }
        }
    }

    @Override
    public void addHessian(double[] x, double[][] hessian, HessianPart part, double negligible) {
        boolean exact = part != HessianPart.GAUSS_NEWTON;
        int interest = predictions.interest();
        for (int i = 0; i < rows.count(); i++) {
            int row = first + i;
            double bend = exact ? weight[i] * rows.residuals().get(i).second(excess(i), form(i)) : 0;
            for (int k = 0; k < interest; k++) {
                for (int l = k; l < interest; l++) {
                    double sum = bend * predictions.derivative[k][row] * predictions.derivative[l][row];
                    if (exact && predictions.isQuadratic()) {
                        sum += weight[i] * slope[i] * predictions.second(k, l, row);
                    }
                    for (int j = 0; j < rows.count(); j++) {
                        sum += slope[i]
                                * predictions.derivative[k][row]
                                * rows.precision()[i][j]
                                * slope[j]
                                * predictions.derivative[l][first + j];
                    }
                    hessian[explicit + k][explicit + l] += sum;
                }
            }
        }
    }
}
