package emiss.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * A signal as a function of the squares of those parameters of interest of which the square alone matters: couplings that
 * interfere with no other. A minimum at a coupling of 0 is quartic, or a saddle point, and Newton's method slow there; in the
 * square, which is at least 0, the signal is linear. Immutable.
 */
final class Squares {
    private final SignalModel signal;
    private final SignalModel fitted;
    private final boolean[] squared;

    private Squares(SignalModel signal, boolean[] squared) {
        this.signal = signal;
        this.squared = squared;
        boolean any = false;
        for (boolean square : squared) {
            any |= square;
        }
        fitted = any ? signal.inSquares(squared, inSquares(signal.parameters())) : signal;
    }

    /** Leaves all parameters as they are. */
    static Squares none(SignalModel signal) {
        return new Squares(signal, new boolean[signal.parameters().size()]);
    }

    /** Finds the parameters of which the square alone matters, and which have no bounds. */
    static Squares of(SignalModel signal) {
        boolean[] squared = new boolean[signal.parameters().size()];
        for (int k = 0; k < squared.length; k++) {
            squared[k] = !signal.parameters().get(k).isBounded() && signal.isEven(k);
        }
        return new Squares(signal, squared);
    }

    private List<ParameterOfInterest> inSquares(List<ParameterOfInterest> parameters) {
        List<ParameterOfInterest> changed = new ArrayList<>();
        for (int k = 0; k < squared.length; k++) {
            ParameterOfInterest parameter = parameters.get(k);
            changed.add(
                    squared[k]
                            ? ParameterOfInterest.free(parameter.name(), parameter.start() * parameter.start())
                                    .atLeast(0)
                            : parameter);
        }
        return changed;
    }

    /** The signal as it is given. */
    SignalModel signal() {
        return signal;
    }

    /** The signal as it is fitted. */
    SignalModel fitted() {
        return fitted;
    }

    /** Whether parameter {@code k} is fitted in its square. */
    boolean isSquared(int k) {
        return squared[k];
    }

    /** The value that is fitted where parameter {@code k} is {@code phi}. */
    double fitted(int k, double phi) {
        return squared[k] ? phi * phi : phi;
    }

    /** The value of parameter {@code k} where {@code value} was fitted, with the sign of {@code sign}. */
    double given(int k, double value, double sign) {
        return squared[k] ? Math.copySign(Math.sqrt(value), sign) : value;
    }

    /** Whether the signal is linear and {@code other} the same with all squares, of which there are some, at 0. */
    boolean isLinearBeyond(SignalModel other) {
        if (fitted == signal || fitted.polynomial.isQuadratic) {
            return false;
        }
        SignalModel left = fitted;
        for (int k = squared.length - 1; k >= 0; k--) {
            left = squared[k] ? left.fix(k, 0) : left;
        }
        return left.isSame(other);
    }

    /** The parameters with all squares at 0, and the others as a fit without squares found them. */
    double[] atZero(FitResult without) {
        double[] phi = new double[squared.length];
        int next = 0;
        for (int k = 0; k < phi.length; k++) {
            phi[k] = squared[k] ? 0 : without.signalParameterAt(next++);
        }
        return phi;
    }
}
