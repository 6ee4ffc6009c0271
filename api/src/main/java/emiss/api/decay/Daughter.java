package emiss.api.decay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * The visible hadron of a transition, by its spin and parity, with what every process of that kind has in common: the
 * names of its form factors, and the coefficients of their series ({@link Expansion}) that kinematics fixes.
 */
public enum Daughter {
    /** Spin 0, negative parity, for example K. At q2 = 0, f0 = f+. */
    PSEUDOSCALAR(List.of("f+", "f0", "fT"), new Relation("f0", "f+", (parent, daughter) -> 1)),
    /**
     * Spin 1, negative parity, for example K* or phi. At q2 = 0, T2 = T1 and A12 = (m_B^2 - m_M^2)/(8 m_B m_M) A0 with the
     * masses m_B of the parent and m_M of the daughter.
     */
    VECTOR(
            List.of("A0", "A1", "A12", "V", "T1", "T2", "T23"),
            new Relation(
                    "A12",
                    "A0",
                    (parent, daughter) -> (parent * parent - daughter * daughter) / (8 * parent * daughter)),
            new Relation("T2", "T1", (parent, daughter) -> 1)),
    /**
     * Spin 1/2 from a parent of spin 1/2, both of positive parity, for example Lambda. Helicity form factors of
     * arXiv:1111.1844 with the names of arXiv:1602.01399; f0 and g0 are the time-like ones. At the end point q2 = (m_1 -
     * m_2)^2, gperp = g+ and htperp = ht+.
     */
    BARYON(
            List.of("f0", "f+", "fperp", "g0", "g+", "gperp", "h+", "hperp", "ht+", "htperp"),
            new Relation("gperp", "g+", (parent, daughter) -> 1),
            new Relation("htperp", "ht+", (parent, daughter) -> 1)),
    /** No visible hadron: the parent annihilates, and its decay constant takes the place of form factors. */
    NONE(List.of());

    private record Relation(String formFactor, String by, DoubleBinaryOperator ratio) {}

    private final List<String> formFactors;
    private final List<Relation> relations;

    Daughter(List<String> formFactors, Relation... relations) {
        this.formFactors = formFactors;
        this.relations = List.of(relations);
    }

    /**
     * {@return the kind that has exactly these form factors; empty if there is none}
     *
     * @param formFactors names of form factors, in any order
     */
    public static Optional<Daughter> withFormFactors(Collection<String> formFactors) {
        Set<String> names = Set.copyOf(formFactors);
        for (Daughter daughter : values()) {
            if (daughter != NONE && names.equals(Set.copyOf(daughter.formFactors))) {
                return Optional.of(daughter);
            }
        }
        return Optional.empty();
    }

    /** {@return the names of the form factors; those of mesons are of arXiv:2403.13887 App. C} */
    public List<String> formFactors() {
        return formFactors;
    }

    /**
     * {@return the form factor whose coefficient of order 0 fixes that of {@code formFactor}; {@code formFactor} itself if
     * its coefficient is free}
     *
     * @param formFactor name of a form factor
     */
    public String leading(String formFactor) {
        return relation(formFactor).map(Relation::by).orElse(formFactor);
    }

    /**
     * {@return the coefficient of order 0 of {@code formFactor} over that of {@link #leading(String)}}
     *
     * @param formFactor name of a form factor
     * @param parentMass mass of the parent in the expansion [GeV]
     * @param daughterMass mass of the daughter in the expansion [GeV]
     */
    public double leadingRatio(String formFactor, double parentMass, double daughterMass) {
        return relation(formFactor)
                .map(fixed -> fixed.ratio.applyAsDouble(parentMass, daughterMass))
                .orElse(1.0);
    }

    /**
     * {@return the q2 at which kinematics relates form factors, where their series must begin: 0 for mesons, the end point
     * for baryons [GeV^2]}
     *
     * @param parentMass mass of the parent in the expansion [GeV]
     * @param daughterMass mass of the daughter in the expansion [GeV]
     */
    public double expansionOrigin(double parentMass, double daughterMass) {
        double gap = parentMass - daughterMass;
        return this == BARYON ? gap * gap : 0;
    }

    private Optional<Relation> relation(String formFactor) {
        return relations.stream()
                .filter(relation -> relation.formFactor.equals(formFactor))
                .findFirst();
    }
}
