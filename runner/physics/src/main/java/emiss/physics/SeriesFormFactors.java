package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Form factors as a pole times a series, F(q2) = 1/(1 - q2/m_R^2) sum_k a_k x(q2)^k with the variable x of the table's {@link
 * emiss.api.decay.Expansion}: z(q2) - z(0) in the simplified series expansion of Bharucha, Straub and Zwicky,
 * arXiv:1503.05534, z(q2) in that of Detmold and Meinel, arXiv:1602.01399. The kind of daughter fixes some of the a_0 ({@link
 * Daughter#leading}).
 */
public final class SeriesFormFactors implements FormFactors {
    private final FormFactorTable table;
    private final DoubleVector coefficients;
    private final List<String> names;
    /** In the order of the names. */
    private final Series[] series;

    private final PrincipalAxes principal;

    /**
     * The form factors of {@code table} at its central values.
     *
     * @param table the table
     */
    public SeriesFormFactors(FormFactorTable table) {
        Daughter daughter = table.daughter()
                .orElseThrow(() -> new IllegalArgumentException("form-factor set " + table.id() + " has pole masses of "
                        + table.poleMasses().keySet() + ", expected those of one kind of daughter"));
        this.table = table;
        this.coefficients = table.central();
        this.names = daughter.formFactors();
        this.principal = new PrincipalAxes(table.covariance());
        this.series = new Series[names.size()];
        List<String> used = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            List<String> parameters = parameters(names.get(i), daughter);
            series[i] = series(names.get(i), parameters, daughter);
            used.addAll(parameters);
        }
        for (String parameter : table.parameters()) {
            if (!used.contains(parameter)) {
                throw new IllegalArgumentException("form-factor set " + table.id() + " has an unknown parameter "
                        + parameter + ", expected " + names + " with orders counted from 0 without gaps");
            }
        }
    }

    /** The same set with other coefficients. */
    private SeriesFormFactors(SeriesFormFactors set, DoubleVector coefficients) {
        this.table = set.table;
        this.coefficients = coefficients;
        this.names = set.names;
        this.principal = set.principal;
        this.series = new Series[set.series.length];
        Arrays.setAll(series, i -> set.series[i].with(coefficients));
    }

    private List<String> parameters(String name, Daughter daughter) {
        List<String> parameters = new ArrayList<>();
        parameters.add(daughter.leading(name) + "_0");
        while (table.parameters().contains(name + "_" + parameters.size())) {
            parameters.add(name + "_" + parameters.size());
        }
        return parameters;
    }

    private Series series(String name, List<String> parameters, Daughter daughter) {
        int[] index = new int[parameters.size()];
        for (int k = 0; k < index.length; k++) {
            index[k] = table.parameters().indexOf(parameters.get(k));
            if (index[k] < 0) {
                throw new IllegalArgumentException(
                        "form-factor set " + table.id() + " lacks the parameter " + parameters.get(k));
            }
        }
        Double pole = table.poleMasses().get(name);
        if (pole == null || !(pole > 0)) {
            throw new IllegalArgumentException(
                    "form-factor set " + table.id() + " has the pole mass " + pole + " for " + name + ", expected > 0");
        }
        double factor = daughter.leadingRatio(name, table.parentMass(), table.daughterMass());
        return new Series(index, coefficients, factor, 1 / (pole * pole));
    }

    /** {@return the table that the coefficients come from} */
    public FormFactorTable table() {
        return table;
    }

    /** {@return the coefficients in use, in the order of the table's parameters} */
    public DoubleVector coefficients() {
        return coefficients;
    }

    /**
     * {@return the same set with other coefficients, in the order of the table's parameters}
     *
     * @param newCoefficients one value per parameter
     */
    public SeriesFormFactors withCoefficients(DoubleVector newCoefficients) {
        if (newCoefficients.size() != coefficients.size()) {
            throw new IllegalArgumentException("form-factor set " + id() + " was given " + newCoefficients.size()
                    + " coefficients, expected " + coefficients.size());
        }
        return new SeriesFormFactors(this, newCoefficients);
    }

    @Override
    public String id() {
        return table.id();
    }

    @Override
    public String process() {
        return table.process();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public double value(String name, double q2) {
        return find(name).value(q2, table.expansion().variable(q2));
    }

    @Override
    public double[] values(double q2) {
        double step = table.expansion().variable(q2);
        double[] values = new double[series.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = series[i].value(q2, step);
        }
        return values;
    }

    /**
     * {@inheritDoc}
     *
     * <p>sigma^2 = r^T C r with r the derivatives of the form factor by the coefficients and C their full covariance.
     */
    @Override
    public double sigma(String name, double q2) {
        Series one = find(name);
        double step = table.expansion().variable(q2);
        double[] gradient = new double[one.a.length];
        double power = 1 / (1 - q2 * one.inversePoleSquared);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = (k == 0 ? one.leadingFactor : 1) * power;
            power *= step;
        }
        double variance = 0;
        for (int k = 0; k < gradient.length; k++) {
            DoubleVector row = table.covariance().get(one.index[k]);
            for (int l = 0; l < gradient.length; l++) {
                variance += gradient[k] * gradient[l] * row.at(one.index[l]);
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    @Override
    public int axes() {
        return coefficients.size();
    }

    @Override
    public FormFactors along(double... lengths) {
        if (lengths.length != axes()) {
            throw new IllegalArgumentException("form-factor set " + id() + " has " + axes() + " axes, and "
                    + lengths.length + " lengths are given");
        }
        double[] moved = coefficients.toArray();
        List<double[]> axes = principal.axes();
        for (int k = 0; k < lengths.length; k++) {
            for (int i = 0; i < moved.length; i++) {
                moved[i] += lengths[k] * axes.get(k)[i];
            }
        }
        return withCoefficients(DoubleVector.of(moved));
    }

    @Override
    public List<FormFactors> variations() {
        List<FormFactors> result = new ArrayList<>();
        for (double[] axis : principal.axes()) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                double factor = sign;
                result.add(withCoefficients(
                        DoubleVector.generate(axis.length, i -> coefficients.at(i) + factor * axis[i])));
            }
        }
        return List.copyOf(result);
    }

    @Override
    public List<FormFactors> samples(int count, RandomGenerator random) {
        List<double[]> axes = principal.axes();
        List<FormFactors> result = new ArrayList<>();
        for (int draw = 0; draw < count; draw++) {
            double[] drawn = coefficients.toArray();
            for (double[] axis : axes) {
                double length = random.nextGaussian();
                for (int i = 0; i < drawn.length; i++) {
                    drawn[i] += length * axis[i];
                }
            }
            result.add(withCoefficients(DoubleVector.of(drawn)));
        }
        return List.copyOf(result);
    }

    private Series find(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "the form factor is " + name + ", expected one of " + names + " for " + process());
        }
        return series[place];
    }

    private static final class Series {
        private final int[] index;
        private final double[] a;
        private final double leadingFactor;
        private final double inversePoleSquared;

        Series(int[] index, DoubleVector coefficients, double leadingFactor, double inversePoleSquared) {
            this.index = index;
            this.a = new double[index.length];
            this.leadingFactor = leadingFactor;
            this.inversePoleSquared = inversePoleSquared;
            for (int k = 0; k < a.length; k++) {
                a[k] = (k == 0 ? leadingFactor : 1) * coefficients.at(index[k]);
            }
        }

        /** The form factor where the variable of the expansion is {@code step}. */
        double value(double q2, double step) {
            double sum = 0;
            for (int k = a.length - 1; k >= 0; k--) {
                sum = sum * step + a[k];
            }
            return sum / (1 - q2 * inversePoleSquared);
        }

        Series with(DoubleVector coefficients) {
            return new Series(index, coefficients, leadingFactor, inversePoleSquared);
        }
    }

    /** The principal axes of a covariance, found when they are first asked for; shared by all sets with that covariance. */
    private static final class PrincipalAxes {
        private final List<DoubleVector> covariance;
        private @Nullable List<double[]> axes;

        PrincipalAxes(List<DoubleVector> covariance) {
            this.covariance = covariance;
        }

        /** Each axis, one standard deviation long; not to be changed. */
        synchronized List<double[]> axes() {
            if (axes == null) {
                axes = found();
            }
            return axes;
        }

        private List<double[]> found() {
            int size = covariance.size();
            RealMatrix symmetric = new Array2DRowRealMatrix(size, size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    symmetric.setEntry(
                            i, j, (covariance.get(i).at(j) + covariance.get(j).at(i)) / 2);
                }
            }
            EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(symmetric);
            List<double[]> found = new ArrayList<>();
            for (int axis = 0; axis < size; axis++) {
                double length = Math.sqrt(Math.max(0, eigen.getEigenvalue(axis)));
                found.add(eigen.getEigenvector(axis).mapMultiply(length).toArray());
            }
            return found;
        }
    }
}
