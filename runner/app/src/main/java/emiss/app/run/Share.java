package emiss.app.run;

/**
 * Which points of every study are computed here: every N-th.
 *
 * @param number the first of them, from 1; 0 if none is computed
 * @param of every how many-th, at least 1
 */
public record Share(int number, int of) {
    /** All points. */
    public static final Share ALL = new Share(1, 1);

    /** No points: they are all there already. */
    public static final Share NONE = new Share(0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no such share
     */
    public Share {
        if (of < 1 || number < 0 || number > of) {
            throw new IllegalArgumentException(
                    "the share is " + number + "/" + of + ", expected one of 1/" + of + " to " + of + "/" + of);
        }
    }

    /** Whether a point, counted from 0, belongs to it. */
    public boolean has(int point) {
        return number > 0 && point % of == number - 1;
    }
}
