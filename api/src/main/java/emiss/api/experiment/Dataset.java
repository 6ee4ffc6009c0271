package emiss.api.experiment;

import emiss.api.Provenance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement, immutable.
 *
 * <p>Nuisance parameters are private to a data set. A parameter whose name contains a slash, for example {@code
 * belle2/corr_br_c1}, is shared: data sets that use the same full name share one parameter, and must agree on its
 * constraint.
 */
public sealed interface Dataset permits CountingData, BranchingFractionData {
    /** {@return the name of the experiment plugin or of the file} */
    String id();

    /** {@return a short title} */
    String title();

    /** {@return how close the data set is to what the experiment would fit} */
    Quality quality();

    /** {@return sources of the figures} */
    Provenance provenance();

    /** {@return where unstable particles would be seen; null if unknown} */
    @Nullable
    Detector detector();

    /** {@return ids of the transitions that the data respond to, each once} */
    List<String> transitions();
}
