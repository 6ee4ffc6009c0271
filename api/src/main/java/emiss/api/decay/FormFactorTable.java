package emiss.api.decay;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A published form-factor set: coefficients of a series with one pole, and their covariance.
 *
 * <p>Each form factor is F(q2) = 1/(1 - q2/m_R^2) sum_k a_k x(q2)^k with the variable x of the {@link Expansion}.
 * Coefficients that kinematics fixes ({@link Daughter#leading}) are not parameters.
 *
 * @param id the name in configs, for example {@code BK-GRvDV2023}
 * @param process what the form factors describe, the process of a {@link Transition}, for example {@code B->K}
 * @param title what the set is
 * @param parameters names of the free coefficients, form factor and order joined by {@code _}, for example {@code f+_0}
 * @param central central values, in the order of {@code parameters}
 * @param covariance rows of the covariance matrix, in the same order
 * @param parentMass m_B of the expansion [GeV]; not the mass used in phase space
 * @param daughterMass m_M of the expansion [GeV]
 * @param poleMasses m_R of every form factor [GeV]
 * @param provenance where the coefficients come from
 * @param expansion the variable of the series
 */
public record FormFactorTable(
        String id,
        String process,
        String title,
        List<String> parameters,
        DoubleVector central,
        List<DoubleVector> covariance,
        double parentMass,
        double daughterMass,
        Map<String, Double> poleMasses,
        Provenance provenance,
        Expansion expansion) {
    /** Relative; masses are published with six digits. */
    private static final double SAME = 1e-6;

    /**
     * A set in the expansion of arXiv:1503.05534, {@link Expansion#aroundZero}.
     *
     * @param id the name in configs, for example {@code BK-GRvDV2023}
     * @param process what the form factors describe, the process of a {@link Transition}, for example {@code B->K}
     * @param title what the set is
     * @param parameters names of the free coefficients, form factor and order joined by {@code _}, for example {@code
     *     f+_0}
     * @param central central values, in the order of {@code parameters}
     * @param covariance rows of the covariance matrix, in the same order
     * @param parentMass m_B of the expansion [GeV]; not the mass used in phase space
     * @param daughterMass m_M of the expansion [GeV]
     * @param poleMasses m_R of every form factor [GeV]
     * @param provenance where the coefficients come from
     */
    public FormFactorTable(
            String id,
            String process,
            String title,
            List<String> parameters,
            DoubleVector central,
            List<DoubleVector> covariance,
            double parentMass,
            double daughterMass,
            Map<String, Double> poleMasses,
            Provenance provenance) {
        this(
                id,
                process,
                title,
                parameters,
                central,
                covariance,
                parentMass,
                daughterMass,
                poleMasses,
                provenance,
                Expansion.aroundZero(parentMass, daughterMass));
    }

    /**
     * Checks that the sizes agree, the covariance is symmetric, and the series begins where kinematics relates the form
     * factors.
     *
     * @param id the name in configs, for example {@code BK-GRvDV2023}
     * @param process what the form factors describe, the process of a {@link Transition}, for example {@code B->K}
     * @param title what the set is
     * @param parameters names of the free coefficients, form factor and order joined by {@code _}, for example {@code
     *     f+_0}
     * @param central central values, in the order of {@code parameters}
     * @param covariance rows of the covariance matrix, in the same order
     * @param parentMass m_B of the expansion [GeV]; not the mass used in phase space
     * @param daughterMass m_M of the expansion [GeV]
     * @param poleMasses m_R of every form factor [GeV]
     * @param provenance where the coefficients come from
     * @param expansion the variable of the series
     */
    public FormFactorTable {
        parameters = List.copyOf(parameters);
        covariance = List.copyOf(covariance);
        poleMasses = Collections.unmodifiableMap(new TreeMap<>(poleMasses));
        int size = parameters.size();
        if (central.size() != size) {
            throw new IllegalArgumentException("form-factor set " + id + " has " + central.size()
                    + " central values, expected " + size + ", one per parameter");
        }
        if (covariance.size() != size || covariance.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException(
                    "the covariance of form-factor set " + id + " is not " + size + " x " + size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double upper = covariance.get(j).at(i);
                double lower = covariance.get(i).at(j);
                if (Math.abs(upper - lower) > 1e-9 * Math.max(Math.abs(upper), Math.abs(lower))) {
                    throw new IllegalArgumentException("the covariance of form-factor set " + id
                            + " is not symmetric at " + parameters.get(i) + ", " + parameters.get(j));
                }
            }
        }
        Daughter.withFormFactors(poleMasses.keySet())
                .ifPresent(daughter -> checkOrigin(id, daughter, parentMass, daughterMass, expansion));
    }

    private static void checkOrigin(
            String id, Daughter daughter, double parentMass, double daughterMass, Expansion expansion) {
        double expected = daughter.expansionOrigin(parentMass, daughterMass);
        if (!(Math.abs(expansion.origin() - expected) <= SAME * expected)) {
            throw new IllegalArgumentException("the series of form-factor set " + id + " begins at q2 = "
                    + expansion.origin() + " GeV^2, expected " + expected
                    + ", where kinematics relates the form factors "
                    + daughter.formFactors());
        }
    }

    /** {@return the kind of daughter that has the form factors of this set; empty if there is none} */
    public Optional<Daughter> daughter() {
        return Daughter.withFormFactors(poleMasses.keySet());
    }
}
