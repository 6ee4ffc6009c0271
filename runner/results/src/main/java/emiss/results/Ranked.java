package emiss.results;

import java.util.Optional;

/** A result that says how much better than the Standard Model its hypothesis describes the data. */
public interface Ranked {
    /**
     * {@return the entry of this result in a ranking; empty if nothing was fitted}
     *
     * @param study id of the study
     */
    Optional<RankEntry> rankEntry(String study);
}
