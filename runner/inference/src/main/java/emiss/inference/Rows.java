package emiss.inference;

/** Inner loops over parts of rows, written so that the compiler vectorises them or keeps several sums in flight. */
final class Rows {
    private Rows() {}

    /** Adds factor x row[l] to sum[offset + l]. */
    static void add(double[] sum, int offset, int from, int to, double factor, double[] row) {
        for (int l = from; l < to; l++) {
            sum[offset + l] += factor * row[l];
        }
    }

    /** Adds four rows at a time, so that every sum is loaded and stored once for all of them. */
    static void add(
            double[] sum,
            int offset,
            int from,
            int to,
            double a,
            double[] first,
            double b,
            double[] second,
            double c,
            double[] third,
            double d,
            double[] fourth) {
        for (int l = from; l < to; l++) {
            sum[offset + l] += a * first[l] + b * second[l] + (c * third[l] + d * fourth[l]);
        }
    }

    /** The sum of one[j] other[offset + j] over from <= j < to. */
    static double dot(double[] one, double[] other, int offset, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = from;
        for (; j + 3 < to; j += 4) {
            first += one[j] * other[offset + j];
            second += one[j + 1] * other[offset + j + 1];
            third += one[j + 2] * other[offset + j + 2];
            fourth += one[j + 3] * other[offset + j + 3];
        }
        for (; j < to; j++) {
            first += one[j] * other[offset + j];
        }
        return first + second + (third + fourth);
    }

    /**
     * Adds factor times the sums of other[offset + j] row[j] over from <= j < to, for four rows from {@code row} on, to the elements
     * of {@code sum} that they name; {@code other} may be {@code sum} if these elements are not among those that are summed up.
     */
    static void addDots(
            double[] sum,
            int[] index,
            double factor,
            int row,
            double[][] rows,
            double[] other,
            int offset,
            int from,
            int to) {
        double[] first = rows[row];
        double[] second = rows[row + 1];
        double[] third = rows[row + 2];
        double[] fourth = rows[row + 3];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int j = from; j < to; j++) {
            double element = other[offset + j];
            a += element * first[j];
            b += element * second[j];
            c += element * third[j];
            d += element * fourth[j];
        }
        sum[index[row]] += factor * a;
        sum[index[row + 1]] += factor * b;
        sum[index[row + 2]] += factor * c;
        sum[index[row + 3]] += factor * d;
    }
}
