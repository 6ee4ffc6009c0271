package emiss.api;

/**
 * A number from the literature, with its uncertainty, unit and source.
 *
 * @param value central value, in {@code unit}
 * @param uncertainty one standard deviation, in {@code unit}; 0 where the source gives none
 * @param unit the unit as a physicist writes it, for example {@code GeV}; {@code 1} for a pure number
 * @param source where the number comes from
 */
public record Quantity(double value, double uncertainty, String unit, String source) {
    /**
     * Checks that value and uncertainty are finite, the uncertainty is not negative and the source is named.
     *
     * @param value central value, in {@code unit}
     * @param uncertainty one standard deviation, in {@code unit}; 0 where the source gives none
     * @param unit the unit as a physicist writes it, for example {@code GeV}; {@code 1} for a pure number
     * @param source where the number comes from
     */
    public Quantity {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value is " + value + ", expected a finite number");
        }
        if (!(uncertainty >= 0) || Double.isInfinite(uncertainty)) {
            throw new IllegalArgumentException("the uncertainty is " + uncertainty + ", expected a finite number >= 0");
        }
        if (unit.isBlank()) {
            throw new IllegalArgumentException("the unit is empty, expected for example \"GeV\" or \"1\"");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("the source is empty, expected a citation");
        }
    }

    /**
     * {@return a quantity of the same unit with another central value, without uncertainty, and the given source of
     * that value}
     *
     * @param newValue the central value, in the unit of this quantity
     * @param newSource where it comes from
     */
    public Quantity withValue(double newValue, String newSource) {
        return new Quantity(newValue, 0, unit, newSource);
    }
}
