package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.SmInputs;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.physics.Candidate;
import emiss.physics.HermitianForm;
import java.util.List;

/** The free variables of a hypothesis at one mass: the couplings that they move, and by how much. */
final class FreeVariables {
    private final List<Coupling> couplings;
    private final List<DoubleVector> matrix;

    /** Resolves variables of a candidate. */
    FreeVariables(Candidate candidate, List<Basis.Variable> variables, SmInputs inputs) {
        this.couplings = candidate.scenario().couplings().stream()
                .filter(coupling -> variables.stream()
                        .anyMatch(variable -> variable.couplings().containsKey(coupling.name())))
                .toList();
        this.matrix = couplings.stream()
                .map(coupling -> DoubleVector.generate(variables.size(), k -> {
                    Basis.Variable variable = variables.get(k);
                    return variable.couplings().getOrDefault(coupling.name(), 0.0)
                            * factor(variable.factor(), candidate.mass(), candidate.lambda(), inputs);
                }))
                .toList();
    }

    private static double factor(Basis.Factor factor, double mass, double lambda, SmInputs inputs) {
        return switch (factor) {
            case ONE -> 1;
            case ELECTROWEAK -> inputs.higgsVacuumExpectationValue().value() / (Math.sqrt(2) * lambda);
            case FIELD_STRENGTH -> mass * mass / (lambda * lambda);
        };
    }

    /** The couplings that they contribute to, in the order of the scenario. */
    List<Coupling> couplings() {
        return couplings;
    }

    /** A form in {@link #couplings} as a form in the variables. */
    HermitianForm inVariables(HermitianForm form) {
        return form.inVariables(matrix);
    }
}
