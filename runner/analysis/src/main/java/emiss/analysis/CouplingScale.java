package emiss.analysis;

/**
 * How a coupling depends on its fit parameter, in which the rate is quadratic: in proportion, or, if it is a branching fraction, as
 * its square.
 *
 * @param unit the amplitude at a parameter of 1: the coupling, or the root of the branching fraction
 * @param isSquare whether the coupling is the square of an amplitude
 */
record CouplingScale(double unit, boolean isSquare) {
    /** The coupling at a value of its parameter; below 0 where the parameter is, to keep the order of ends. */
    double value(double phi) {
        return isSquare ? unit * unit * phi * Math.abs(phi) : unit * phi;
    }

    /** The parameter at a value of the coupling. */
    double parameter(double value) {
        return amplitude(value, isSquare) / unit;
    }

    /** What rates are quadratic in: the coupling, or the root of a branching fraction. */
    static double amplitude(double value, boolean isSquare) {
        return isSquare ? Math.sqrt(Math.max(0, value)) : value;
    }
}
