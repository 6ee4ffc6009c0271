package emiss.data.document;

/**
 * How much work an input may ask for. What asks for more is refused when it is read, not when the memory is full.
 *
 * <p>The system property {@value #SETTING} adjusts all limits: a number multiplies them, {@code off} lifts them.
 */
public enum WorkLimit {
    /** Bytes of a document or a table. */
    FILE_BYTES(512L << 20),
    /** Values of a grid. */
    GRID_VALUES(100_000),
    /** Masses of a study that fits at each of them. */
    FITTED_MASSES(10_000),
    /** Points of a plane of two couplings. */
    PLANE_POINTS(1_000_000),
    /** Points of the grid of a posterior. */
    POSTERIOR_POINTS(10_000_000),
    /** Points of all curves of a spectrum. */
    CURVE_POINTS(100_000),
    /** Points at which a study evaluates the likelihood. */
    LIKELIHOOD_POINTS(100_000),
    /** Draws of a template uncertainty. */
    DRAWS(100_000),
    /** Toys of a study, those of all hypotheses and masses together. */
    TOYS(20_000_000),
    /** Bins of the true q2. */
    Q2_BINS(10_000);

    /** The system property that adjusts the limits. */
    public static final String SETTING = "emiss.limits";

    private static final String OFF = "off";

    private final long standard;

    WorkLimit(long standard) {
        this.standard = standard;
    }

    /** {@return the limit where nothing adjusts it} */
    public long standard() {
        return standard;
    }

    /**
     * {@return the limit}
     *
     * @throws IllegalArgumentException if the system property is neither a number above 0 nor {@code off}
     */
    public double value() {
        String setting = System.getProperty(SETTING, "1").strip();
        if (setting.equals(OFF)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double factor = Double.parseDouble(setting);
            if (factor > 0) {
                return standard * factor;
            }
        } catch (NumberFormatException wrong) {
            // the message below says what would be right
        }
        throw new IllegalArgumentException(
                SETTING + " is \"" + setting + "\", expected a number above 0 that multiplies the limits, or " + OFF);
    }

    /**
     * {@return whether so much is allowed; a problem otherwise}
     *
     * @param amount how much
     * @param what what there is so much of, with a verb, for example {@code "q2" has}
     * @param units what is counted, for example {@code values}
     * @param where the value that asks for it
     * @param problems collects what is wrong
     */
    public boolean check(double amount, String what, String units, Location where, Problems problems) {
        double limit = value();
        if (amount <= limit) {
            return true;
        }
        problems.add(
                where,
                what + " " + whole(amount) + " " + units + ", expected at most " + whole(limit) + " (-D" + SETTING + "="
                        + OFF + " lifts limits on work)");
        return false;
    }

    private static String whole(double number) {
        return number < 1e15 ? Long.toString((long) number) : Double.toString(number);
    }
}
