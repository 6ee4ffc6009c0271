package emiss.api.decay;

import emiss.api.Quantity;

/**
 * Standard-Model parameters that the rates need; the values live in one data file with their sources.
 *
 * @param fermiConstant G_F [GeV^-2]
 * @param inverseAlpha 1/alpha_em at m_Z
 * @param sin2ThetaW sine squared of the weak mixing angle, MS-bar at m_Z
 * @param topLoop the loop function X_t
 * @param lambdaT |V_tb V_ts*|
 * @param inverseAlphaWeakEffective 1/alpha_e in the normalisation of the b -> s nu nubar coefficients (a convention)
 * @param bQuarkMass m_b in the equation-of-motion factors [GeV]
 * @param sQuarkMass m_s in the equation-of-motion factors [GeV]
 * @param bsDecayConstant f_Bs [GeV]
 * @param higgsVacuumExpectationValue v [GeV]
 * @param hbar reduced Planck constant [GeV s]
 * @param inverseAlphaBottom 1/alpha_e at 4.8 GeV, the scale of coefficients of the weak effective theory in WCxf files
 */
public record SmInputs(
        Quantity fermiConstant,
        Quantity inverseAlpha,
        Quantity sin2ThetaW,
        Quantity topLoop,
        Quantity lambdaT,
        Quantity inverseAlphaWeakEffective,
        Quantity bQuarkMass,
        Quantity sQuarkMass,
        Quantity bsDecayConstant,
        Quantity higgsVacuumExpectationValue,
        Quantity hbar,
        Quantity inverseAlphaBottom) {
    /**
     * {@return the same inputs with other quark masses [GeV], as chosen by {@code source}}
     *
     * @param b m_b [GeV]
     * @param s m_s [GeV]
     * @param source where the values come from
     */
    public SmInputs withQuarkMasses(double b, double s, String source) {
        return new SmInputs(
                fermiConstant,
                inverseAlpha,
                sin2ThetaW,
                topLoop,
                lambdaT,
                inverseAlphaWeakEffective,
                bQuarkMass.withValue(b, source),
                sQuarkMass.withValue(s, source),
                bsDecayConstant,
                higgsVacuumExpectationValue,
                hbar,
                inverseAlphaBottom);
    }
}
