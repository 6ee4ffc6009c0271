package emiss.api;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** An immutable row of finite numbers; what a {@code double[]} would be if it could not change and had {@code equals}. */
public final class DoubleVector {
    private final double[] values;

    private DoubleVector(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("entry " + i + " is " + values[i] + ", expected a finite number");
            }
        }
        this.values = values;
    }

    /**
     * {@return a vector of these numbers (copied)}
     *
     * @param values the numbers
     */
    public static DoubleVector of(double... values) {
        return new DoubleVector(values.clone());
    }

    /**
     * {@return a vector whose entry {@code i} is {@code entry(i)}}
     *
     * @param size how many numbers
     * @param entry the number at an index, counted from 0
     */
    public static DoubleVector generate(int size, IntToDoubleFunction entry) {
        double[] values = new double[size];
        Arrays.setAll(values, entry);
        return new DoubleVector(values);
    }

    /** {@return how many numbers there are} */
    public int size() {
        return values.length;
    }

    /**
     * {@return the number at {@code index}, counted from 0}
     *
     * @param index which number
     */
    public double at(int index) {
        return values[index];
    }

    /** {@return the sum of all numbers} */
    public double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** {@return a fresh array of the numbers} */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
