package emiss.physics;

/**
 * How invisible particles decay.
 *
 * @param ctauCm mean decay length of a particle with beta gamma = 1, c times its lifetime [cm]
 * @param darkFraction fraction of its decays that are invisible too
 */
public record Lifetime(double ctauCm, double darkFraction) {
    /**
     * Checks the numbers.
     *
     * @param ctauCm mean decay length of a particle with beta gamma = 1, c times its lifetime [cm]
     * @param darkFraction fraction of its decays that are invisible too
     */
    public Lifetime {
        if (!(ctauCm >= 0) || Double.isInfinite(ctauCm)) {
            throw new IllegalArgumentException("c tau is " + ctauCm + " cm, expected a finite number >= 0");
        }
        if (!(darkFraction >= 0 && darkFraction <= 1)) {
            throw new IllegalArgumentException("the dark fraction is " + darkFraction + ", expected between 0 and 1");
        }
    }
}
