package emiss.api;

import java.util.List;

/**
 * Where published figures come from and what was done to them.
 *
 * @param citation the publication to cite
 * @param identifiers arXiv numbers, DOIs and HEPData records, for example {@code arXiv:2507.12393}
 * @param note what was transcribed, derived or left out; empty if nothing needs saying
 * @param overlaps ids of data sets made from some of the same events, which must not be combined with this one
 */
public record Provenance(String citation, List<String> identifiers, String note, List<String> overlaps) {
    /**
     * Checks that there is something to cite.
     *
     * @param citation the publication to cite
     * @param identifiers arXiv numbers, DOIs and HEPData records, for example {@code arXiv:2507.12393}
     * @param note what was transcribed, derived or left out; empty if nothing needs saying
     * @param overlaps ids of data sets made from some of the same events, which must not be combined with this one
     */
    public Provenance {
        if (citation.isBlank()) {
            throw new IllegalArgumentException("the citation is empty, expected the publication to cite");
        }
        identifiers = List.copyOf(identifiers);
        overlaps = List.copyOf(overlaps);
    }

    /**
     * Figures that overlap with no others.
     *
     * @param citation the publication to cite
     * @param identifiers arXiv numbers, DOIs and HEPData records, for example {@code arXiv:2507.12393}
     * @param note what was transcribed, derived or left out; empty if nothing needs saying
     */
    public Provenance(String citation, List<String> identifiers, String note) {
        this(citation, identifiers, note, List.of());
    }
}
