package emiss.physics;

import emiss.api.decay.Helicity;
import emiss.api.scenario.SpectralFunctions;

/**
 * The coefficients of the spectral functions in the rate at one q2, by slot set and helicity.
 *
 * <p>dGamma/dq2 is the sum of the four parts, each contracted with the spectral functions of its slot set; phase space of
 * the invisible system is part of the spectral functions, the flux p/(16 pi^2 m_B^2) part of the weights.
 *
 * @param naturalLongitudinal natural-parity slots, helicity 0 or spin 0
 * @param naturalTransverse natural-parity slots, helicity +1 and -1
 * @param axialLongitudinal axial slots, helicity 0 or spin 0
 * @param axialTransverse axial slots, helicity +1 and -1
 */
public record HadronicWeights(
        Part naturalLongitudinal, Part naturalTransverse, Part axialLongitudinal, Part axialTransverse) {
    /** No contribution. */
    public static final HadronicWeights ZERO = new HadronicWeights(Part.ZERO, Part.ZERO, Part.ZERO, Part.ZERO);

    /**
     * The weights of one set of spectral functions.
     *
     * @param w0 weight of r0
     * @param wV weight of rV
     * @param wVT weight of reRVT
     * @param wT weight of rT
     */
    public record Part(double w0, double wV, double wVT, double wT) {
        /** No contribution. */
        public static final Part ZERO = new Part(0, 0, 0, 0);

        /**
         * {@return w0 r0 + wV rV + wVT reRVT + wT rT}
         *
         * @param r the spectral functions
         */
        public double contract(SpectralFunctions r) {
            return w0 * r.r0() + wV * r.rV() + wVT * r.reRVT() + wT * r.rT();
        }

        private Part plus(Part other) {
            return new Part(w0 + other.w0, wV + other.wV, wVT + other.wVT, wT + other.wT);
        }
    }

    /**
     * {@return the weights of the natural-parity slots for {@code helicity}}
     *
     * @param helicity the part of the rate
     */
    public Part natural(Helicity helicity) {
        return choose(helicity, naturalLongitudinal, naturalTransverse);
    }

    /**
     * {@return the weights of the axial slots for {@code helicity}}
     *
     * @param helicity the part of the rate
     */
    public Part axial(Helicity helicity) {
        return choose(helicity, axialLongitudinal, axialTransverse);
    }

    private static Part choose(Helicity helicity, Part longitudinal, Part transverse) {
        return switch (helicity) {
            case TOTAL -> longitudinal.plus(transverse);
            case LONGITUDINAL -> longitudinal;
            case TRANSVERSE -> transverse;
        };
    }
}
