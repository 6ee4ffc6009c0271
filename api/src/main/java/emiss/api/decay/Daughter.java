package emiss.api.decay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * The visible hadron of a transition, by its spin and parity, with what every process of that kind has in common: the
 * names of its form factors, and the coefficients of the series expansion (arXiv:1503.05534) that kinematics fixes.
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

    /** {@return the names of the form factors, those of arXiv:2403.13887 App. C} */
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

    private Optional<Relation> relation(String formFactor) {
        return relations.stream()
                .filter(relation -> relation.formFactor.equals(formFactor))
                .findFirst();
    }
}
