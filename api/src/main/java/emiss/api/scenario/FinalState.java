package emiss.api.scenario;

/** What the invisible system consists of; the engine supplies its phase space. */
public sealed interface FinalState {
    /** One particle: q2 is its mass squared and the phase space is 2 pi delta(q2 - m^2). */
    record Single() implements FinalState {}

    /**
     * Two particles of equal mass: q2 runs from 4 m^2 and the phase space is beta/(8 pi), beta^2 = 1 - 4 m^2/q2.
     *
     * @param identical whether the two are identical, which halves the phase space
     */
    record Pair(boolean identical) implements FinalState {}
}
