package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signal in every row of a {@link BinnedModel} as a quadratic function of the parameters of interest phi:
 *
 * <p>S_r(phi) = constant_r + sum_k linear_kr phi_k + sum_(k,l) quadratic_klr phi_k phi_l.
 *
 * <p>In bins S is the expected number of signal events, Standard Model included, at the nominal values of the nuisance
 * parameters; in Gaussian rows it is the branching fraction. Immutable. It is one class because every way to hold, start or bound
 * parameters makes another of its kind.
 */
public final class SignalModel {
    /**
     * Quantities that depend on the parameters of interest and have been measured, in units of their errors.
     *
     * @param values what was measured
     */
    record Measured(RowPolynomial quantities, double[] values, MeasuredRows rows) {
        Measured(RowPolynomial quantities, double[] values) {
            this(quantities, values, MeasuredRows.standard(values.length));
        }
    }

    private final List<ParameterOfInterest> parameters;
    final RowPolynomial polynomial;
    /** What strengths, the last parameters, do to it; null if there are none. */
    final @Nullable Modulation modulation;
    /** Variances of the fluctuations, where positive; null if the signal does not fluctuate. */
    final @Nullable RowPolynomial variance;
    /** The constraints of parameters of interest, and measured quantities. */
    final Measured measured;

    private SignalModel(
            List<ParameterOfInterest> parameters,
            RowPolynomial polynomial,
            @Nullable Modulation modulation,
            @Nullable RowPolynomial variance,
            Measured measured) {
        this.parameters = List.copyOf(parameters);
        this.polynomial = polynomial;
        this.modulation = modulation;
        this.variance = variance;
        this.measured = measured;
    }

    /**
     * {@return a signal without parameters: {@code events} in every row}
     *
     * @param events one value per row
     */
    public static SignalModel fixed(double[] events) {
        return of(List.of(), events, new double[0][], new double[0][][]);
    }

    /**
     * {@return a signal of free strength: {@code name} times {@code template}, starting at 1}
     *
     * @param name name of the strength
     * @param template events per row at strength 1
     */
    public static SignalModel scaled(String name, double[] template) {
        return scaled(ParameterOfInterest.free(name, 1), template);
    }

    /**
     * {@return a signal of free strength: {@code strength} times {@code template}}
     *
     * @param strength the strength
     * @param template events per row at strength 1
     */
    public static SignalModel scaled(ParameterOfInterest strength, double[] template) {
        return of(
                List.of(strength),
                new double[template.length],
                new double[][] {template},
                new double[1][1][template.length]);
    }

    /**
     * {@return a general signal}
     *
     * @param parameters the parameters of interest
     * @param constant one value per row
     * @param linear per parameter, one value per row
     * @param quadratic per pair of parameters, one value per row; only the symmetric part matters
     */
    public static SignalModel of(
            List<ParameterOfInterest> parameters, double[] constant, double[][] linear, double[][][] quadratic) {
        int size = parameters.size();
        Set<String> names = new HashSet<>();
        for (ParameterOfInterest parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two parameters of interest are called " + parameter.name());
            }
        }
        if (linear.length != size || quadratic.length != size) {
            throw new IllegalArgumentException("there are " + linear.length + " linear and " + quadratic.length
                    + " quadratic terms, expected " + size + ", one per parameter");
        }
        double[] constantCopy = checked("constant", constant, constant.length);
        double[][] linearCopy = new double[size][];
        double[][][] quadraticCopy = new double[size][size][];
        for (int k = 0; k < size; k++) {
            String name = parameters.get(k).name();
            linearCopy[k] = checked("linear term of " + name, linear[k], constant.length);
            if (quadratic[k].length != size) {
                throw new IllegalArgumentException(
                        "the quadratic term of " + name + " has " + quadratic[k].length + " columns, expected " + size);
            }
        }
        for (int k = 0; k < size; k++) {
            for (int l = 0; l <= k; l++) {
                String what = "quadratic term of " + parameters.get(k).name() + ", "
                        + parameters.get(l).name();
                double[] lower = checked(what, quadratic[k][l], constant.length);
                double[] upper = checked(what, quadratic[l][k], constant.length);
                for (int row = 0; row < lower.length; row++) {
                    lower[row] = 0.5 * (lower[row] + upper[row]);
                }
                quadraticCopy[k][l] = lower;
                quadraticCopy[l][k] = lower;
            }
        }
        return new SignalModel(
                parameters,
                new RowPolynomial(constantCopy, linearCopy, quadraticCopy),
                null,
                null,
                constraints(parameters));
    }

    private static Measured constraints(List<ParameterOfInterest> parameters) {
        List<ParameterOfInterest> constrained =
                parameters.stream().filter(ParameterOfInterest::isConstrained).toList();
        double[][] linear = new double[parameters.size()][constrained.size()];
        for (int i = 0; i < constrained.size(); i++) {
            linear[parameters.indexOf(constrained.get(i))][i] =
                    1 / constrained.get(i).sigma();
        }
        return new Measured(
                new RowPolynomial(
                        new double[constrained.size()],
                        linear,
                        new double[parameters.size()][parameters.size()][constrained.size()]),
                constrained.stream()
                        .mapToDouble(parameter -> parameter.centre() / parameter.sigma())
                        .toArray());
    }

    /**
     * {@return the same signal with one more Gaussian term in the likelihood: {@code quantity} is measured}
     *
     * @param quantity a signal with the same parameters and one row
     * @param value the measured value
     * @param error its standard deviation
     */
    public SignalModel measuring(SignalModel quantity, double value, double error) {
        if (!names(quantity).equals(names(this)) || quantity.rows() != 1) {
            throw new IllegalArgumentException("the quantity has " + quantity.rows() + " rows and the parameters "
                    + names(quantity) + ", expected 1 row and " + names(this) + " like the signal");
        }
        if (!Double.isFinite(value) || !(error > 0) || !Double.isFinite(error)) {
            throw new IllegalArgumentException(
                    "a quantity is measured as " + value + " +- " + error + ", expected finite numbers, the error > 0");
        }
        double[] values = Arrays.copyOf(measured.values, measured.values.length + 1);
        values[values.length - 1] = value / error;
        return new SignalModel(
                parameters,
                polynomial,
                modulation,
                variance,
                new Measured(measured.quantities.append(quantity.polynomial, 1 / error), values));
    }

    /**
     * {@return the same signal, which fluctuates: in a bin in which V_r(phi) of {@code variance} is positive, the
     * expected events are S_r(phi) + sqrt(V_r(phi)) theta_r with a nuisance parameter theta_r of its own}
     *
     * <p>theta_r is in units of its width, standard normal, uncorrelated, and always fitted; it has no name and is not among
     * the nuisance parameters. So the width appears in no normalisation, and likelihood ratios are continuous where V_r
     * goes to 0. With V_r = s_X,r, the events of new particles, this is the term Sigma_X of arXiv:2403.13887 eq. (9). Rows
     * of branching fractions do not fluctuate.
     *
     * @param variance V_r as a signal with the same parameters, in events squared; where it is negative there is no
     *     fluctuation
     */
    public SignalModel fluctuating(SignalModel variance) {
        if (!names(variance).equals(names(this)) || variance.rows() != rows()) {
            throw new IllegalArgumentException("the variance has " + variance.rows() + " rows and the parameters "
                    + names(variance) + ", expected " + rows() + " rows and " + names(this) + " like the signal");
        }
        return new SignalModel(parameters, polynomial, modulation, variance.polynomial, measured);
    }

    /**
     * What strengths z do to a signal: z_first, or z_first z_second, times these events is added.
     *
     * @param first which of the strengths
     * @param second another one or the same; -1 for a term that is linear in the strengths
     * @param events the events, with the parameters of the signal
     */
    public record Modulated(int first, int second, SignalModel events) {}

    /**
     * {@return the same signal with further parameters, strengths z, after its own, which change it: S_r(phi) + sum of z_m T_r(phi) and
     * z_m z_n T_r(phi)} At z = 0 nothing changes, to the last digit. Fluctuations do not depend on the strengths.
     *
     * @param strengths the strengths
     * @param terms what they add
     */
    public SignalModel modulated(List<ParameterOfInterest> strengths, List<Modulated> terms) {
        if (modulation != null || measured.values.length > constraints(parameters).values.length) {
            throw new IllegalArgumentException("a signal is modulated once, before quantities are measured");
        }
        if (strengths.isEmpty()) {
            return this;
        }
        List<Modulation.Term> checked = new ArrayList<>();
        for (Modulated term : terms) {
            if (!names(term.events).equals(names(this)) || term.events.rows() != rows()) {
                throw new IllegalArgumentException("a term of the modulation has " + term.events.rows()
                        + " rows and the parameters " + names(term.events) + ", expected " + rows() + " rows and "
                        + names(this) + " like the signal");
            }
            checked.add(new Modulation.Term(term.first, term.second, term.events.polynomial));
        }
        List<ParameterOfInterest> all = new ArrayList<>(parameters);
        all.addAll(strengths);
        RowPolynomial wide = polynomial.widened(all.size());
        SignalModel wider = of(all, wide.constant, wide.linear, wide.quadratic);
        return new SignalModel(
                all,
                wider.polynomial,
                new Modulation(parameters.size(), List.copyOf(checked)),
                variance == null ? null : variance.widened(all.size()),
                wider.measured);
    }

    /** The quantities that are measured, among them constrained parameters, in units of their errors. */
    double[] measuredQuantities(double[] phi) {
        double[] quantities = new double[measured.values.length];
        measured.quantities.evaluate(phi, 0, quantities);
        return quantities;
    }

    /** The same signal with other outcomes of these measurements. */
    SignalModel measured(double[] values) {
        if (values.length != measured.values.length) {
            throw new IllegalArgumentException("the signal has " + measured.values.length
                    + " constraints of its parameters, expected " + values.length);
        }
        return values.length == 0
                ? this
                : new SignalModel(
                        parameters,
                        polynomial,
                        modulation,
                        variance,
                        new Measured(measured.quantities, values, measured.rows));
    }

    private static List<String> names(SignalModel signal) {
        return signal.parameters.stream().map(ParameterOfInterest::name).toList();
    }

    /**
     * {@return the signal with parameter {@code index} held at {@code value} and taken off the list}
     *
     * @param index position of the parameter in {@link #parameters()}
     * @param value where to hold it
     */
    public SignalModel fix(int index, double value) {
        int size = parameters.size();
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no parameter " + index + " of interest, only " + size);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "parameter " + parameters.get(index).name() + " is held at " + value + ", expected a finite value");
        }
        List<ParameterOfInterest> left = new ArrayList<>(parameters);
        left.remove(index);
        RowPolynomial fixed = polynomial.fix(index, value);
        Modulation modulating = modulation;
        if (modulating != null && index < modulating.carriers) {
            modulating = modulating.fixCarrier(index, value);
        } else if (modulating != null) {
            List<RowPolynomial> constant = new ArrayList<>();
            modulating = modulating.fixStrength(index - modulating.carriers, value, constant);
            for (RowPolynomial more : constant) {
                fixed = fixed.plus(more);
            }
            if (modulating.isEmpty()) {
                modulating = null;
            }
        }
        return new SignalModel(
                left,
                fixed,
                modulating,
                variance == null ? null : variance.fix(index, value),
                new Measured(measured.quantities.fix(index, value), measured.values, measured.rows));
    }

    /** Whether it is known that nothing depends on more of parameter {@code k} than its square. */
    boolean isEven(int k) {
        return (modulation == null || modulation.isEven(k))
                && polynomial.isEven(k)
                && (variance == null || variance.isEven(k))
                && measured.quantities.isEven(k);
    }

    /** Whether a signal that does not fluctuate is the same, with the same constraints, wherever its parameters start. */
    boolean isSame(SignalModel other) {
        return variance == null
                && other.variance == null
                && modulation == other.modulation
                && names(this).equals(names(other))
                && polynomial.isSame(other.polynomial)
                && measured.quantities.isSame(other.measured.quantities)
                && Arrays.equals(measured.values, other.measured.values);
    }

    /** The same signal in the squares of some parameters, which are even. */
    SignalModel inSquares(boolean[] squared, List<ParameterOfInterest> newParameters) {
        return new SignalModel(
                newParameters,
                polynomial.inSquares(squared),
                modulation == null ? null : modulation.inSquares(squared),
                variance == null ? null : variance.inSquares(squared),
                new Measured(measured.quantities.inSquares(squared), measured.values, measured.rows));
    }

    /**
     * {@return the same signal, cold fits of which start at {@code start}}
     *
     * @param start one value per parameter
     */
    public SignalModel startingAt(double... start) {
        if (start.length != parameters.size()) {
            throw new IllegalArgumentException(
                    "there are " + start.length + " start values, expected " + parameters.size());
        }
        List<ParameterOfInterest> moved = new ArrayList<>();
        for (int k = 0; k < start.length; k++) {
            moved.add(parameters.get(k).startingAt(start[k]));
        }
        return new SignalModel(moved, polynomial, modulation, variance, measured);
    }

    /**
     * {@return the same signal with other bounds or another start of a parameter}
     *
     * @param index position of the parameter in {@link #parameters()}
     * @param bounded the parameter, its name and constraint as they were
     */
    public SignalModel bounding(int index, ParameterOfInterest bounded) {
        List<ParameterOfInterest> changed = new ArrayList<>(parameters);
        changed.set(index, bounded);
        return new SignalModel(changed, polynomial, modulation, variance, measured);
    }

    /** {@return the parameters of interest} */
    public List<ParameterOfInterest> parameters() {
        return parameters;
    }

    /** {@return how many rows there are} */
    public int rows() {
        return polynomial.constant.length;
    }

    /**
     * {@return the signal at {@code phi}, one value per row}
     *
     * @param phi one value per parameter
     */
    public double[] events(double... phi) {
        if (phi.length != parameters.size()) {
            throw new IllegalArgumentException(
                    "there are " + phi.length + " parameter values, expected " + parameters.size());
        }
        double[] events = new double[rows()];
        polynomial.evaluate(phi, 0, events);
        if (modulation != null) {
            modulation.add(phi, 0, events, new double[events.length]);
        }
        return events;
    }

    private static double[] checked(String what, double[] values, int size) {
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + values.length + " values, expected " + size + ", one per row");
        }
        for (int row = 0; row < size; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException(
                        "the " + what + " is " + values[row] + " in row " + row + ", expected a finite number");
            }
        }
        return values.clone();
    }
}
