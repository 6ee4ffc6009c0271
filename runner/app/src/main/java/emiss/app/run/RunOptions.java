package emiss.app.run;

/**
 * How a run is executed; none of it changes the numbers except the seed.
 *
 * @param threads number of threads, at least 1
 * @param seed seed of random numbers
 */
public record RunOptions(int threads, long seed) {
    /** The seed with which data sets draw as they say. */
    public static final long STANDARD_SEED = 1;
}
