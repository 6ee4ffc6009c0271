package emiss.app.run;

import java.util.Optional;

/**
 * How a run is executed; none of it changes the numbers except the seed.
 *
 * @param threads number of threads, at least 1
 * @param seed seed of random numbers
 * @param share which points are computed, if they are not known already
 * @param remote what computes points in place of the threads; empty if they do
 */
public record RunOptions(int threads, long seed, Share share, Optional<RemotePoints> remote) {
    /** The seed with which data sets draw as they say. */
    public static final long STANDARD_SEED = 1;

    /** Options of a run whose threads compute the points. */
    public RunOptions(int threads, long seed, Share share) {
        this(threads, seed, share, Optional.empty());
    }

    /** Options of a run that computes all points. */
    public RunOptions(int threads, long seed) {
        this(threads, seed, Share.ALL);
    }
}
