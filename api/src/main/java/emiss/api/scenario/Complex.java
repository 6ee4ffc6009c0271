package emiss.api.scenario;

/**
 * A complex number: the value of a coupling.
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {
    /** 0. */
    public static final Complex ZERO = new Complex(0, 0);

    /** The real number {@code re}. */
    public static Complex real(double re) {
        return new Complex(re, 0);
    }

    /** The sum of this and {@code other}. */
    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    /** This times a real number. */
    public Complex times(double factor) {
        return new Complex(re * factor, im * factor);
    }

    /** This times the imaginary unit. */
    public Complex timesI() {
        return new Complex(-im, re);
    }

    /** The square of the absolute value, |this|^2. */
    public double norm() {
        return re * re + im * im;
    }

    /** The real part of this times the conjugate of {@code other}. */
    public double reTimesConjugate(Complex other) {
        return re * other.re + im * other.im;
    }
}
