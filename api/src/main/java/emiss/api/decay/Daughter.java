package emiss.api.decay;

/** The visible meson of a transition, by its spin and parity. */
public enum Daughter {
    /** A kaon, spin 0. */
    PSEUDOSCALAR,
    /** A K*, spin 1. */
    VECTOR,
    /** No visible meson: the parent annihilates. */
    NONE
}
