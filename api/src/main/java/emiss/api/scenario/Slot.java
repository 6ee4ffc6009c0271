package emiss.api.scenario;

/**
 * The place of a coupling in the spectral functions, by the quark current it belongs to.
 *
 * <p>Every spectral function is evaluated for two sets of slots: the natural-parity set holds the couplings of the quark
 * currents S, V, T, T-tilde in the slots S, V, T, U; the axial set holds those of P, A, T-tilde, T in the same slots.
 */
public enum Slot {
    /** Scalar density (natural) or pseudoscalar density (axial). */
    S,
    /** Vector current (natural) or axial-vector current (axial). */
    V,
    /** Tensor current (natural) or its gamma5 partner T-tilde (axial). */
    T,
    /** The other one of the two tensor currents. */
    U
}
