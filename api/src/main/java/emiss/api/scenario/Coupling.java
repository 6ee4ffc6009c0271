package emiss.api.scenario;

import java.util.regex.Pattern;

/**
 * One coupling of a scenario.
 *
 * @param name the symbol used in configs and results, for example {@code fVA}: letters and digits only
 * @param current the quark current
 * @param bilinear the invisible bilinear, for example {@code A}; empty where the scenario has only one per current
 * @param normalisation the dimensionful factor
 */
public record Coupling(String name, QuarkCurrent current, String bilinear, Normalisation normalisation) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /**
     * Checks the name.
     *
     * @param name the symbol used in configs and results, for example {@code fVA}: letters and digits only
     * @param current the quark current
     * @param bilinear the invisible bilinear, for example {@code A}; empty where the scenario has only one per current
     * @param normalisation the dimensionful factor
     */
    public Coupling {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the coupling name is \"" + name + "\", expected a letter followed by letters and digits");
        }
    }

    /**
     * A coupling suppressed by {@code lambdaPower} powers of 1/Lambda.
     *
     * @param name the symbol used in configs and results, for example {@code fVA}: letters and digits only
     * @param current the quark current
     * @param bilinear the invisible bilinear, for example {@code A}; empty where the scenario has only one per current
     * @param lambdaPower the power of 1/Lambda, not negative
     */
    public Coupling(String name, QuarkCurrent current, String bilinear, int lambdaPower) {
        this(name, current, bilinear, new Normalisation.LambdaPower(lambdaPower));
    }
}
