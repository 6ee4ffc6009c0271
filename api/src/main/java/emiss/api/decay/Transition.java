package emiss.api.decay;

/**
 * A decay mode of the catalogue, for example {@code B+->K+}.
 *
 * @param id the name in configs and results
 * @param daughter kind of the visible hadron
 * @param parentMass mass of the decaying hadron [GeV]
 * @param daughterMass mass of the visible hadron [GeV]; 0 if there is none
 * @param parentLifetime lifetime of the decaying hadron [s]
 * @param process what brings the hadronic part: the name that its form-factor sets have, for example {@code B->K}, or
 *     {@code Bs} for the decay constant
 */
public record Transition(
        String id, Daughter daughter, double parentMass, double daughterMass, double parentLifetime, String process) {
    /**
     * Checks masses and lifetime.
     *
     * @param id the name in configs and results
     * @param daughter kind of the visible hadron
     * @param parentMass mass of the decaying hadron [GeV]
     * @param daughterMass mass of the visible hadron [GeV]; 0 if there is none
     * @param parentLifetime lifetime of the decaying hadron [s]
     * @param process what brings the hadronic part: the name that its form-factor sets have, for example {@code B->K}, or
     *     {@code Bs} for the decay constant
     */
    public Transition {
        if (!(parentMass > 0) || !(daughterMass >= 0) || !(parentMass > daughterMass)) {
            throw new IllegalArgumentException("transition " + id + " has masses " + parentMass + " -> " + daughterMass
                    + " GeV, expected parent > daughter >= 0");
        }
        if ((daughter == Daughter.NONE) != (daughterMass == 0)) {
            throw new IllegalArgumentException("transition " + id + " has daughter " + daughter + " of mass "
                    + daughterMass + " GeV, expected mass 0 exactly if there is no daughter");
        }
        if (!(parentLifetime > 0)) {
            throw new IllegalArgumentException(
                    "transition " + id + " has lifetime " + parentLifetime + " s, expected > 0");
        }
    }

    /** {@return the largest invariant mass squared of the invisible system, (m_parent - m_daughter)^2 [GeV^2]} */
    public double q2Max() {
        double gap = parentMass - daughterMass;
        return gap * gap;
    }
}
