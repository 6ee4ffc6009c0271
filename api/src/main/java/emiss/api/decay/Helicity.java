package emiss.api.decay;

/** The part of a rate that a response applies to, by the helicity of the K*. */
public enum Helicity {
    /** The whole rate. */
    TOTAL,
    /** Helicity 0, including the spin-0 invisible system. */
    LONGITUDINAL,
    /** Helicity +1 and -1. */
    TRANSVERSE
}
