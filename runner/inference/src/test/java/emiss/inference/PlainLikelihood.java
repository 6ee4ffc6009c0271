package emiss.inference;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * -ln L without constants, straight from the data sets and the definitions of HistFactory, for any field element; shares no
 * code with the compiled model. Centres are the published ones.
 */
final class PlainLikelihood {
    private PlainLikelihood() {}

    /**
     * Every parameter of {@code values} is the one of that full name; events has one entry per row.
     *
     * @param fluctuations events that the signal fluctuates by, one entry per bin; their constraints are not included
     */
    static <T extends CalculusFieldElement<T>> T value(
            List<? extends Dataset> datasets, Map<String, T> values, List<T> events, List<T> fluctuations, T zero) {
        T sum = zero;
        int row = 0;
        Map<String, T> constraints = new TreeMap<>();
        Set<String> multivariate = new HashSet<>();
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                for (GaussianConstraint constraint : counting.constraints()) {
                    T chi = zero;
                    RealMatrix inverse = inverse(constraint.covariance().stream()
                            .map(v -> v.toArray())
                            .toArray(double[][]::new));
                    for (int i = 0; i < constraint.parameters().size(); i++) {
                        String name =
                                full(counting.id(), constraint.parameters().get(i));
                        multivariate.add(name);
                        for (int j = 0; j < constraint.parameters().size(); j++) {
                            String other =
                                    full(counting.id(), constraint.parameters().get(j));
                            chi = chi.add(values.get(name)
                                    .subtract(constraint.centre().at(i))
                                    .multiply(values.get(other)
                                            .subtract(constraint.centre().at(j)))
                                    .multiply(0.5 * inverse.getEntry(i, j)));
                        }
                    }
                    constraints.put("multivariate " + constraint.parameters(), chi);
                }
            }
        }
        List<T> rates = rates(datasets, values, events, constraints, zero);
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                for (Channel channel : counting.channels()) {
                    for (int bin = 0; bin < channel.bins().size(); bin++, row++) {
                        T nu = fluctuations.get(row).add(rates.get(row));
                        double n = channel.observed().at(bin);
                        sum = sum.add(nu);
                        if (n > 0) {
                            sum = sum.subtract(nu.log().multiply(n));
                        }
                    }
                }
            }
        }
        for (Dataset dataset : datasets) {
            if (dataset instanceof BranchingFractionData fractions) {
                int size = fractions.measurements().size();
                RealMatrix inverse = fractions.correlation().isEmpty()
                        ? null
                        : inverse(fractions.correlation().stream()
                                .map(v -> v.toArray())
                                .toArray(double[][]::new));
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        double weight = inverse == null ? (i == j ? 1 : 0) : inverse.getEntry(i, j);
                        sum = sum.add(residual(fractions.measurements().get(i), events.get(row + i))
                                .multiply(residual(fractions.measurements().get(j), events.get(row + j)))
                                .multiply(0.5 * weight));
                    }
                }
                row += size;
            }
        }
        for (Map.Entry<String, T> constraint : constraints.entrySet()) {
            if (!multivariate.contains(constraint.getKey())) {
                sum = sum.add(constraint.getValue());
            }
        }
        return sum;
    }

    /** Expected events per bin, without fluctuations; every constraint of a parameter that is met is put among the constraints. */
    static <T extends CalculusFieldElement<T>> List<T> rates(
            List<? extends Dataset> datasets,
            Map<String, T> values,
            List<T> events,
            Map<String, T> constraints,
            T zero) {
        List<T> rates = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                for (Channel channel : counting.channels()) {
                    for (int bin = 0; bin < channel.bins().size(); bin++) {
                        T nu = zero;
                        T signal = events.get(rates.size());
                        for (Sample sample : channel.samples()) {
                            nu = nu.add(
                                    content(counting.id(), channel, sample, bin, values, signal, constraints, zero));
                        }
                        rates.add(nu);
                    }
                }
            }
        }
        return rates;
    }

    private static <T extends CalculusFieldElement<T>> T residual(
            BranchingFractionData.Measurement measurement, T prediction) {
        T d = prediction.subtract(measurement.value());
        return d.divide(d.getReal() > 0 ? measurement.errorHigh() : measurement.errorLow());
    }

    private static <T extends CalculusFieldElement<T>> T content(
            String id,
            Channel channel,
            Sample sample,
            int bin,
            Map<String, T> values,
            T events,
            Map<String, T> constraints,
            T zero) {
        double nominal = sample.nominal().at(bin);
        boolean signal = sample.role() == Sample.Role.SIGNAL;
        T shifted = zero.add(nominal);
        T factor = zero.add(1);
        for (Systematic systematic : sample.systematics()) {
            String name = full(id, systematic.name());
            String inBin = name + "[" + bin + "]";
            if (systematic instanceof Systematic.NormFactor) {
                factor = factor.multiply(values.get(name));
            } else if (systematic instanceof Systematic.NormSys sys) {
                factor = factor.multiply(code4(values.get(name), sys.low(), sys.high()));
                constraints.put(name, values.get(name).square().multiply(0.5));
            } else if (systematic instanceof Systematic.HistoSys sys) {
                shifted = shifted.add(code4p(
                        values.get(name), sys.low().at(bin), nominal, sys.high().at(bin)));
                constraints.put(name, values.get(name).square().multiply(0.5));
            } else if (systematic instanceof Systematic.Lumi lumi) {
                factor = factor.multiply(values.get(name));
                if (signal) {
                    factor = factor.divide(lumi.central());
                }
                constraints.put(
                        name,
                        values.get(name)
                                .subtract(lumi.central())
                                .divide(lumi.uncertainty())
                                .square()
                                .multiply(0.5));
            } else if (systematic instanceof Systematic.ShapeFactor) {
                factor = factor.multiply(values.get(inBin));
            } else if (systematic instanceof Systematic.ShapeSys sys
                    && sys.uncertainty().at(bin) > 0) {
                double relative = nominal / sys.uncertainty().at(bin);
                T gamma = values.get(inBin);
                factor = factor.multiply(gamma);
                constraints.put(inBin, gamma.subtract(gamma.log()).multiply(relative * relative));
            } else if (systematic instanceof Systematic.StatError) {
                ToDoubleFunction<Systematic> error =
                        s -> ((Systematic.StatError) s).uncertainty().at(bin);
                double square = 0;
                double total = 0;
                for (Sample other : channel.samples()) {
                    for (Systematic candidate : other.systematics()) {
                        if (candidate instanceof Systematic.StatError
                                && candidate.name().equals(systematic.name())) {
                            square += Math.pow(error.applyAsDouble(candidate), 2);
                            total += other.nominal().at(bin);
                        }
                    }
                }
                if (square > 0 && total > 0) {
                    T gamma = values.get(inBin);
                    factor = factor.multiply(gamma);
                    constraints.put(inBin, gamma.subtract(1).square().multiply(0.5 * total * total / square));
                }
            }
        }
        if (!signal) {
            return factor.multiply(shifted);
        }
        return nominal == 0
                ? factor.multiply(events)
                : factor.multiply(shifted).multiply(events).divide(nominal);
    }

    static <T extends CalculusFieldElement<T>> T code4p(T alpha, double low, double nominal, double high) {
        double up = high - nominal;
        double down = nominal - low;
        double a = alpha.getReal();
        if (a > 1) {
            return alpha.multiply(up);
        }
        if (a < -1) {
            return alpha.multiply(down);
        }
        T square = alpha.square();
        T asymmetry = square.multiply(square.multiply(3).subtract(10)).add(15).multiply(alpha);
        return alpha.multiply(asymmetry.multiply((up - down) / 16).add(0.5 * (up + down)));
    }

    /** The coefficients are found by solving the six matching conditions, as pyhf does. */
    static <T extends CalculusFieldElement<T>> T code4(T alpha, double low, double high) {
        double a = alpha.getReal();
        if (a >= 1) {
            return alpha.multiply(Math.log(high)).exp();
        }
        if (a <= -1) {
            return alpha.multiply(-Math.log(low)).exp();
        }
        double[][] conditions = new double[6][6];
        for (int k = 1; k <= 6; k++) {
            double sign = k % 2 == 0 ? 1 : -1;
            conditions[0][k - 1] = 1;
            conditions[1][k - 1] = sign;
            conditions[2][k - 1] = k;
            conditions[3][k - 1] = -sign * k;
            conditions[4][k - 1] = k * (k - 1);
            conditions[5][k - 1] = sign * k * (k - 1);
        }
        double logHigh = Math.log(high);
        double logLow = Math.log(low);
        double[] coefficients = new LUDecomposition(new Array2DRowRealMatrix(conditions))
                .getSolver()
                .solve(new org.hipparchus.linear.ArrayRealVector(new double[] {
                    high - 1, low - 1, high * logHigh, -low * logLow, high * logHigh * logHigh, low * logLow * logLow
                }))
                .toArray();
        T sum = alpha.multiply(0).add(1);
        T power = alpha;
        for (double coefficient : coefficients) {
            sum = sum.add(power.multiply(coefficient));
            power = power.multiply(alpha);
        }
        return sum;
    }

    private static RealMatrix inverse(double[][] matrix) {
        return new LUDecomposition(new Array2DRowRealMatrix(matrix)).getSolver().getInverse();
    }

    private static String full(String id, String name) {
        return name.contains("/") ? name : id + "/" + name;
    }
}
