package emiss.data.document;

import tools.jackson.core.io.NumberOutput;

/**
 * Numbers as decimal text with the fewest digits that give the same value again, the same in every version of Java: {@link
 * Double#toString} of Java 17 writes 2.0E23 as 1.9999999999999998E23.
 */
public final class Decimal {
    private Decimal() {}

    /**
     * {@return the text, in the notation of {@link Double#toString}}
     *
     * @param value any number
     */
    public static String text(double value) {
        return NumberOutput.toString(value, true);
    }
}
