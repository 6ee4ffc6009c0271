package emiss.api.experiment;

import emiss.api.DoubleVector;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the engine to find the uncertainty of the templates of one channel from theory, as arXiv:2403.13887 eq. (9) does.
 *
 * <p>The engine draws form factors from their covariance and efficiencies from theirs, folds the Standard-Model spectrum with
 * the responses, and takes the covariance Sigma_SM of the relative Standard-Model yields of the bins: one matrix for all
 * channels of a data set whose decays have form factors in common, because they vary together; efficiencies of different
 * channels are independent. The relative shifts theta_SM of the bins are then Gaussian nuisance parameters with that
 * covariance. Every background named here gets relative shifts theta_b of its own, with the same correlation and the relative
 * statistical error 1/sqrt(b_i F_MC) in bin i, where b_i is its nominal content; samples of one name in several of these
 * channels are one background.
 *
 * <p>The events of new particles may fluctuate too, by theta_X of variance 1/s_X,i relative to their expectation s_X,i at
 * nominal nuisance parameters, independently in every bin (Sigma_X).
 *
 * @param channel name of the channel
 * @param actsOn what the shifts theta_SM act on
 * @param efficiencyUncertainty relative standard deviation of the efficiency in every q2 bin of the responses of the channel,
 *     uncorrelated between q2 bins and common to these responses; empty if the efficiency is exact
 * @param backgrounds F_MC of every background sample that gets shifts: the ratio of simulated to expected events
 * @param draws how many variations are drawn; the same for all channels of a data set
 * @param seed start of the random numbers, the same for all channels of a data set; equal seeds give equal covariances
 * @param newPhysicsStatistics whether the events of new particles fluctuate
 */
public record TemplateUncertainty(
        String channel,
        Target actsOn,
        DoubleVector efficiencyUncertainty,
        Map<String, Double> backgrounds,
        int draws,
        long seed,
        boolean newPhysicsStatistics) {
    /** What the shifts of the Standard-Model template act on. */
    public enum Target {
        /**
         * The Standard-Model events at mu = 1 only, n_i = (1 + theta_SM,i) s_SM,i + s_X,i as printed in the paper; where mu
         * floats, the shifts keep the size that they have at mu = 1.
         */
        STANDARD_MODEL,
        /** The signal sample as a whole, n_i = (1 + theta_SM,i) (mu s_SM,i + s_X,i), like its other systematics. */
        SIGNAL
    }

    /**
     * An uncertainty that leaves the events of new particles exact.
     *
     * @param channel name of the channel
     * @param actsOn what the shifts theta_SM act on
     * @param efficiencyUncertainty relative standard deviation of the efficiency in every q2 bin of the responses of
     *     the channel, uncorrelated between q2 bins and common to these responses; empty if the efficiency is exact
     * @param backgrounds F_MC of every background sample that gets shifts: the ratio of simulated to expected events
     * @param draws how many variations are drawn; the same for all channels of a data set
     * @param seed start of the random numbers, the same for all channels of a data set; equal seeds give equal
     *     covariances
     */
    public TemplateUncertainty(
            String channel,
            Target actsOn,
            DoubleVector efficiencyUncertainty,
            Map<String, Double> backgrounds,
            int draws,
            long seed) {
        this(channel, actsOn, efficiencyUncertainty, backgrounds, draws, seed, false);
    }

    /**
     * Copies the map and checks the numbers.
     *
     * @param channel name of the channel
     * @param actsOn what the shifts theta_SM act on
     * @param efficiencyUncertainty relative standard deviation of the efficiency in every q2 bin of the responses of
     *     the channel, uncorrelated between q2 bins and common to these responses; empty if the efficiency is exact
     * @param backgrounds F_MC of every background sample that gets shifts: the ratio of simulated to expected events
     * @param draws how many variations are drawn; the same for all channels of a data set
     * @param seed start of the random numbers, the same for all channels of a data set; equal seeds give equal
     *     covariances
     * @param newPhysicsStatistics whether the events of new particles fluctuate
     */
    public TemplateUncertainty {
        backgrounds = Collections.unmodifiableMap(new TreeMap<>(backgrounds));
        for (int i = 0; i < efficiencyUncertainty.size(); i++) {
            double value = efficiencyUncertainty.at(i);
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("the efficiency uncertainty of channel " + channel + " is " + value
                        + " in q2 bin " + i + ", expected a finite number >= 0");
            }
        }
        backgrounds.forEach((sample, ratio) -> {
            if (!(ratio > 0) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException("the ratio of simulated to expected events of " + sample
                        + " in channel " + channel + " is " + ratio + ", expected a finite number > 0");
            }
        });
        if (draws < 2) {
            throw new IllegalArgumentException(
                    "the template uncertainty of channel " + channel + " has " + draws + " draws, expected at least 2");
        }
    }

    /**
     * {@return the same drawn from other random numbers}
     *
     * @param newSeed start of the random numbers
     */
    public TemplateUncertainty seeded(long newSeed) {
        return new TemplateUncertainty(
                channel, actsOn, efficiencyUncertainty, backgrounds, draws, newSeed, newPhysicsStatistics);
    }
}
