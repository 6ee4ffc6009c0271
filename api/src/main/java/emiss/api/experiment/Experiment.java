package emiss.api.experiment;

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
     * {@return the measurement, usually read from a resource of the plugin}
     *
     * @param reader reads the data-set format
     * @throws DataFormatException if the resource is not a valid data set
     */
    Dataset dataset(DatasetReader reader);
}
