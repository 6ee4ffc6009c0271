package emiss.api.scenario;

/** The dimensionful factor that turns a dimensionless coupling into the coefficient of its operator. */
public sealed interface Normalisation {
    /**
     * Lambda^-power, with the scale Lambda of new physics.
     *
     * @param power the power of 1/Lambda, 0 or more
     */
    record LambdaPower(int power) implements Normalisation {
        /**
         * Checks the power.
         *
         * @param power the power of 1/Lambda, 0 or more
         */
        public LambdaPower {
            if (power < 0) {
                throw new IllegalArgumentException("the power of 1/Lambda is " + power + ", expected 0 or more");
            }
        }
    }

    /**
     * 4 G_F |V_tb V_ts*| alpha_e / (2 pi) in GeV^-2, the normalisation of the b -> s nu nubar coefficients of
     * arXiv:2111.04327.
     */
    record WeakEffective() implements Normalisation {}
}
