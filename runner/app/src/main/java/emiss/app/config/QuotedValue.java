package emiss.app.config;

import org.jspecify.annotations.Nullable;

/**
 * A number from the literature to put beside one that is computed.
 *
 * @param label what it is
 * @param study id of the study that computes it
 * @param at where it is among the results of the study, as a JSON pointer, for example {@code /couplings/hV}
 * @param value the published value
 * @param uncertainty its uncertainty; null if none is given, as for limits
 * @param source where it is published
 */
public record QuotedValue(
        String label,
        String study,
        String at,
        double value,
        @Nullable Double uncertainty,
        String source) {}
