package emiss.api.experiment;

import emiss.api.DoubleVector;
import java.util.List;

/**
 * One process that contributes to a channel.
 *
 * @param name for example {@code signal} or {@code charged}
 * @param role signal or background
 * @param nominal expected events per bin; for the signal those of the Standard Model (mu = 1)
 * @param systematics the modifiers of the sample
 */
public record Sample(String name, Role role, DoubleVector nominal, List<Systematic> systematics) {
    /** What a sample stands for. */
    public enum Role {
        /**
         * The Standard-Model signal. The engine multiplies it by mu, and lets the systematic uncertainties of its
         * template act on the events of new particles too.
         */
        SIGNAL,
        /** Anything else. */
        BACKGROUND
    }

    /**
     * Copies the list.
     *
     * @param name for example {@code signal} or {@code charged}
     * @param role signal or background
     * @param nominal expected events per bin; for the signal those of the Standard Model (mu = 1)
     * @param systematics the modifiers of the sample
     */
    public Sample {
        systematics = List.copyOf(systematics);
    }

    /**
     * {@return the same process with other modifiers}
     *
     * @param newSystematics the modifiers
     */
    public Sample with(List<Systematic> newSystematics) {
        return new Sample(name, role, nominal, newSystematics);
    }
}
