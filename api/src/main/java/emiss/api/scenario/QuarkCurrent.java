package emiss.api.scenario;

/**
 * The quark current that a coupling multiplies, and with it the slots that the coupling fills.
 *
 * <p>The parity currents are those of arXiv:2403.13887: S, P, V, A are s-bar {1, gamma5, gamma_mu, gamma_mu gamma5} b; T
 * and TT (T-tilde) are s-bar sigma_munu {1, gamma5} b. The chiral currents are the sums s-bar Gamma (1 -+ gamma5) b
 * without a factor 1/2: L carries the minus sign.
 */
public enum QuarkCurrent {
    /** Scalar. */
    S,
    /** Pseudoscalar. */
    P,
    /** Vector. */
    V,
    /** Axial vector. */
    A,
    /** Tensor. */
    T,
    /** Tensor with gamma5, T-tilde. */
    TT,
    /** Left-handed scalar, S - P. */
    SL,
    /** Right-handed scalar, S + P. */
    SR,
    /** Left-handed vector, V - A. */
    VL,
    /** Right-handed vector, V + A. */
    VR,
    /** Left-handed tensor, T - T-tilde. */
    TL,
    /** Right-handed tensor, T + T-tilde. */
    TR;

    /**
     * {@return the weight of this current in {@code slot} of the natural-parity set: 0, 1 or -1}
     *
     * @param slot the slot
     */
    public double natural(Slot slot) {
        return switch (slot) {
            case S -> parity(S, SL, SR);
            case V -> parity(V, VL, VR);
            case T -> parity(T, TL, TR);
            case U -> parityWithGamma5(TT, TL, TR);
        };
    }

    /**
     * {@return the weight of this current in {@code slot} of the axial set: 0, 1 or -1}
     *
     * @param slot the slot
     */
    public double axial(Slot slot) {
        return switch (slot) {
            case S -> parityWithGamma5(P, SL, SR);
            case V -> parityWithGamma5(A, VL, VR);
            case T -> parityWithGamma5(TT, TL, TR);
            case U -> parity(T, TL, TR);
        };
    }

    private double parity(QuarkCurrent plain, QuarkCurrent left, QuarkCurrent right) {
        return this == plain || this == left || this == right ? 1 : 0;
    }

    private double parityWithGamma5(QuarkCurrent plain, QuarkCurrent left, QuarkCurrent right) {
        return this == plain || this == right ? 1 : this == left ? -1 : 0;
    }
}
