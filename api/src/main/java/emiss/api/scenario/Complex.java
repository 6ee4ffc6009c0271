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

    /**
     * {@return the real number {@code re}}
     *
     * @param re the number
     */
    public static Complex real(double re) {
        return new Complex(re, 0);
    }

    /**
     * {@return the sum of this and {@code other}}
     *
     * @param other another number
     */
    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    /**
     * {@return this times a real number}
     *
     * @param factor the real number
     */
    public Complex times(double factor) {
        return new Complex(re * factor, im * factor);
    }

    /** {@return this times the imaginary unit} */
    public Complex timesI() {
        return new Complex(-im, re);
    }

    /** {@return the square of the absolute value, |this|^2} */
    public double norm() {
        return re * re + im * im;
    }

    /**
     * {@return the real part of this times the conjugate of {@code other}}
     *
     * @param other another number
     */
    public double reTimesConjugate(Complex other) {
        return re * other.re + im * other.im;
    }
}
