package emiss.api.experiment;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A plugin: one published measurement.
 *
 * <p>Implementations are public final classes with a public no-argument constructor that does no work, are stateless,
 * may be called from several threads at once, and are registered both in {@code module-info} and in {@code
 * META-INF/services}. No method returns null.
 */
public interface Experiment {
    /** {@return the name in configs and results: lower case, words joined by hyphens, unique among all experiments} */
    String id();

    /**
     * {@return what figures call the measurement, for example {@code Belle II HTA}; its id unless said otherwise} In it
     * {@code *...*} slants, {@code ^{...}} raises and {@code _{...}} lowers.
     */
    default String label() {
        return id();
    }

    /** {@return the data sets with which it counts as one experiment in figures and per-experiment results} */
    default Optional<ExperimentGroup> group() {
        return Optional.empty();
    }

    /**
     * {@return its place among the colours of experiments, counted from 0; empty leaves the choice to the figures, which
     * go by the id} Places are those of the published data sets that come with Emiss; two of one place look alike.
     */
    default OptionalInt colourOrder() {
        return OptionalInt.empty();
    }

    /**
     * {@return the measurement, usually read from a resource of the plugin}
     *
     * @param reader reads the data-set format
     * @throws DataFormatException if the resource is not a valid data set
     */
    Dataset dataset(DatasetReader reader);
}
