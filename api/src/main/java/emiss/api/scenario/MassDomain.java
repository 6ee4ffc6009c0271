package emiss.api.scenario;

/** The masses for which the spectral functions of a scenario are defined. */
public enum MassDomain {
    /** Zero only, as for neutrinos. */
    ZERO,
    /** Zero and above. */
    NON_NEGATIVE,
    /** Strictly above zero, because the rate diverges for massless particles. */
    POSITIVE;

    /**
     * {@return whether {@code mass} [GeV] is allowed}
     *
     * @param mass mass of the invisible particle [GeV]
     */
    public boolean contains(double mass) {
        return switch (this) {
            case ZERO -> mass == 0;
            case NON_NEGATIVE -> mass >= 0;
            case POSITIVE -> mass > 0;
        };
    }
}
