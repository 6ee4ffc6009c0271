package emiss.api.experiment;

/**
 * What decides whether an unstable particle leaves a detector unseen.
 *
 * @param boost beta gamma of the decaying mesons in the laboratory
 * @param lengthCm distance within which a decay would be seen [cm]
 */
public record Detector(double boost, double lengthCm) {
    /**
     * Checks the numbers.
     *
     * @param boost beta gamma of the decaying mesons in the laboratory
     * @param lengthCm distance within which a decay would be seen [cm]
     */
    public Detector {
        if (!(boost >= 0) || Double.isInfinite(boost)) {
            throw new IllegalArgumentException(
                    "the boost of the detector is " + boost + ", expected a finite number >= 0");
        }
        if (!(lengthCm > 0) || Double.isInfinite(lengthCm)) {
            throw new IllegalArgumentException(
                    "the length of the detector is " + lengthCm + " cm, expected a finite number > 0");
        }
    }
}
