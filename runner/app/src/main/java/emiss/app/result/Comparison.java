package emiss.app.result;

import emiss.app.config.QuotedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published number beside the computed one.
 *
 * @param quoted the published number
 * @param computed the computed one; null if the study has no number there
 * @param computedInterval68 its 68 % interval, an end null where open; null if the study gives none
 */
public record Comparison(
        QuotedValue quoted,
        @Nullable Double computed,
        @Nullable List<@Nullable Double> computedInterval68) {}
