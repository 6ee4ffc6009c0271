package emiss.inference.statistics;

import emiss.inference.FitResult;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter x >= 0 that is tested: a signal strength, or the square of a coupling that may interfere with others. All other
 * parameters of the signal are profiled. Immutable.
 */
public final class TestedParameter {
    private static final double SIDE = 0.3;

    private final SignalModel signal;
    private final int index;
    private final boolean isSquare;
    /** How many of the parameters are couplings, which come first; several minima are possible if there is more than one. */
    private final int couplings;

    private final SignalModel free;
    private final List<double[]> freeStarts;

    private TestedParameter(SignalModel signal, int index, boolean isSquare, int couplings) {
        this.signal = signal;
        this.index = index;
        this.isSquare = isSquare;
        this.couplings = couplings;
        this.free = isSquare ? signal : nonNegative(signal, index);
        this.freeStarts = starts(couplings, signal.parameters().size(), index, isSquare);
    }

    /**
     * {@return x as a parameter on which the signal depends linearly}
     *
     * @param signal the signal, Standard Model included
     * @param index position of x among its parameters of interest
     */
    public static TestedParameter linear(SignalModel signal, int index) {
        return new TestedParameter(signal, index, false, 0);
    }

    /**
     * {@return x as the square of a parameter on which the signal depends quadratically}
     *
     * @param signal the signal, Standard Model included
     * @param index position of the parameter
     * @param couplings how many of the parameters, the first ones, enter quadratically
     */
    public static TestedParameter squared(SignalModel signal, int index, int couplings) {
        return new TestedParameter(signal, index, true, couplings);
    }

    private static SignalModel nonNegative(SignalModel signal, int index) {
        ParameterOfInterest parameter = signal.parameters().get(index);
        return signal.bounding(
                index,
                parameter.startingAt(Math.max(0, parameter.start())).atLeast(Math.max(0, parameter.lowerBound())));
    }

    /** One start has a parameter at its unit and the others aside, of either sign. */
    private static List<double[]> starts(int couplings, int parameters, int first, boolean isSquare) {
        List<double[]> starts = new ArrayList<>();
        for (int leading = 0; isSquare && leading < couplings; leading++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] start = new double[parameters];
                for (int k = 0; k < couplings; k++) {
                    start[k] = k == leading ? 1 : sign * SIDE;
                }
                starts.add(start);
                if (couplings == 1) {
                    break;
                }
            }
        }
        return starts;
    }

    /**
     * {@return the signal with x held}
     *
     * @param x its value
     */
    public SignalModel at(double x) {
        return signal.fix(index, isSquare ? Math.sqrt(x) : x);
    }

    /** {@return the signal with x free, not below 0} */
    public SignalModel free() {
        return free;
    }

    /** {@return the signal with x free, below 0 too} */
    public SignalModel unbounded() {
        return signal;
    }

    /** {@return whether x is the square of a parameter} */
    public boolean isSquare() {
        return isSquare;
    }

    /**
     * {@return the value of x that a fit found}
     *
     * @param fit a fit of {@link #free()}
     */
    public double value(FitResult fit) {
        double phi = fit.signalParameters()[index];
        return isSquare ? phi * phi : phi;
    }

    /** {@return the position of x, or its root, among the parameters of the signal} */
    public int index() {
        return index;
    }

    /** {@return where a fit with x free starts; none if it has one minimum only} */
    public List<double[]> freeStarts() {
        return freeStarts;
    }

    /** Where a fit with x held starts, the other couplings where they were at {@code nearby}; none if there is one minimum. */
    List<double[]> startsAt(double x, double[] nearby) {
        List<double[]> starts = new ArrayList<>();
        if (couplings < 2) {
            return starts;
        }
        starts.add(nearby);
        double scale = Math.max(1, Math.sqrt(x));
        for (int leading = 0; leading < couplings - 1; leading++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] start = nearby.clone();
                for (int k = 0; k < couplings - 1; k++) {
                    start[k] = k == leading ? sign * scale : SIDE;
                }
                starts.add(start);
            }
        }
        return starts;
    }
}
