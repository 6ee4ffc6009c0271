package emiss.app.run;

/**
 * How a run is executed; none of it changes the numbers except the seed.
 *
 * @param threads number of threads, at least 1
 * @param seed seed of random numbers
 * @param share which points are computed, if they are not known already
 */
public record RunOptions(int threads, long seed, Share share) {
    /** The seed with which data sets draw as they say. */
    public static final long STANDARD_SEED = 1;

    /** Options of a run that computes all points. */
    public RunOptions(int threads, long seed) {
        this(threads, seed, Share.ALL);
    }
}
