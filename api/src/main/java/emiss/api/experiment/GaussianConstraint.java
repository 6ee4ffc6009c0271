package emiss.api.experiment;

import emiss.api.DoubleVector;
import java.util.List;

/**
 * A multivariate normal constraint that replaces the standard normal ones of some nuisance parameters.
 *
 * @param parameters names of the parameters
 * @param centre central values
 * @param covariance rows of the covariance matrix, positive definite
 */
public record GaussianConstraint(List<String> parameters, DoubleVector centre, List<DoubleVector> covariance) {
    /**
     * Checks that the sizes agree.
     *
     * @param parameters names of the parameters
     * @param centre central values
     * @param covariance rows of the covariance matrix, positive definite
     */
    public GaussianConstraint {
        parameters = List.copyOf(parameters);
        covariance = List.copyOf(covariance);
        int size = parameters.size();
        if (centre.size() != size
                || covariance.size() != size
                || covariance.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("the constraint of " + parameters + " needs " + size
                    + " central values and a " + size + " x " + size + " covariance");
        }
    }
}
