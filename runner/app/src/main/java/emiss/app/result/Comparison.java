package emiss.app.result;

import emiss.app.config.QuotedValue;
import org.jspecify.annotations.Nullable;

/**
 * A published number beside the computed one.
 *
 * @param quoted the published number
 * @param computed the computed one; null if the study has no number there
 */
public record Comparison(QuotedValue quoted, @Nullable Double computed) {}
