package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.SmInputs;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.physics.Candidate;
import emiss.physics.HermitianForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The free variables of a hypothesis at one mass: the couplings that they move, and by how much. */
final class FreeVariables {
    private final List<String> names;
    private final List<Coupling> couplings;
    private final List<DoubleVector> matrix;

    /** Resolves variables of a candidate. */
    FreeVariables(Candidate candidate, List<Basis.Variable> variables, SmInputs inputs) {
        this.names = variables.stream().map(Basis.Variable::name).toList();
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

    /** The couplings, by name, for values of the variables. */
    Map<String, Complex> couplings(Map<String, Complex> values) {
        Map<String, Complex> found = new LinkedHashMap<>();
        for (int a = 0; a < couplings.size(); a++) {
            Complex sum = Complex.ZERO;
            for (int k = 0; k < names.size(); k++) {
                Complex value = values.getOrDefault(names.get(k), Complex.ZERO);
                double weight = matrix.get(a).at(k);
                sum = sum.plus(new Complex(weight * value.re(), weight * value.im()));
            }
            found.put(couplings.get(a).name(), sum);
        }
        return found;
    }

    /** How many variables there are. */
    int size() {
        return names.size();
    }

    /** The branching fraction of a transition as a form in the variables. */
    HermitianForm branchingFraction(Theory theory, String transition, Candidate candidate) {
        return branchingFraction(theory, transition, Helicity.TOTAL, candidate);
    }

    /** The same of a part of the rate. */
    HermitianForm branchingFraction(Theory theory, String transition, Helicity helicity, Candidate candidate) {
        return inVariables(theory.branchingFraction(transition, helicity, candidate, couplings));
    }

    /** A form in {@link #couplings} as a form in the variables. */
    HermitianForm inVariables(HermitianForm form) {
        return form.inVariables(matrix);
    }
}
