package emiss.api.decay;

/**
 * The part of a rate that a response applies to, by the helicity of the invisible system along its flight direction; for a K*
 * it is that of the K* too.
 */
public enum Helicity {
    /** The whole rate. */
    TOTAL,
    /** Helicity 0, including the spin-0 invisible system. */
    LONGITUDINAL,
    /** Helicity +1 and -1. */
    TRANSVERSE
}
