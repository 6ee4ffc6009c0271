package emiss.report.figure;

/**
 * How something is drawn: its colour, and what tells it apart where colours do not.
 *
 * @param colour red, green and blue as {@code 0xRRGGBB}
 * @param opacity from 0 (invisible) to 1 (opaque)
 * @param stroke the line
 */
public record Ink(int colour, double opacity, Stroke stroke) {
    /** Lines that differ in black and white too. */
    public enum Stroke {
        /** Unbroken. */
        SOLID,
        /** Long dashes. */
        DASHED,
        /** Dots. */
        DOTTED,
        /** Dashes and dots in turn. */
        DASH_DOTTED,
        /** Long dashes far apart. */
        LONG_DASHED
    }

    /**
     * Checks colour and opacity.
     *
     * @param colour red, green and blue as {@code 0xRRGGBB}
     * @param opacity from 0 (invisible) to 1 (opaque)
     * @param stroke the line
     */
    public Ink {
        if (colour < 0 || colour > 0xffffff) {
            throw new IllegalArgumentException(
                    "the colour is " + Integer.toHexString(colour) + ", expected 0x000000 to 0xffffff");
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("the opacity is " + opacity + ", expected a number from 0 to 1");
        }
    }

    /**
     * {@return an unbroken opaque line}
     *
     * @param colour red, green and blue as {@code 0xRRGGBB}
     */
    public static Ink solid(int colour) {
        return new Ink(colour, 1, Stroke.SOLID);
    }

    /**
     * {@return the same colour with another line}
     *
     * @param other the line
     */
    public Ink with(Stroke other) {
        return new Ink(colour, opacity, other);
    }

    /**
     * {@return the same colour, more or less transparent}
     *
     * @param otherOpacity from 0 (invisible) to 1 (opaque)
     */
    public Ink with(double otherOpacity) {
        return new Ink(colour, otherOpacity, stroke);
    }

    /** {@return the colour as it is written in style sheets, for example {@code #0072b2}} */
    public String hex() {
        return String.format("#%06x", colour);
    }
}
