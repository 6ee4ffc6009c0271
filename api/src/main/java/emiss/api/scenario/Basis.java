package emiss.api.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Other variables for the couplings of a scenario, for example chiral coefficients: each coupling is a linear function of
 * them. Rates are quadratic forms in the couplings and hence in the variables.
 *
 * @param name the name in configs, for example {@code chiral}
 * @param variables the variables; couplings to which none of them contributes are zero in this basis
 */
public record Basis(String name, List<Variable> variables) {
    /** What multiplies the contributions of a variable. */
    public enum Factor {
        /** Nothing. */
        ONE,
        /** v/(sqrt(2) Lambda) with the Higgs vacuum expectation value v (arXiv:2403.13887 App. A). */
        ELECTROWEAK,
        /** m^2/Lambda^2 with the mass m of the invisible particle, for operators made of its field strength. */
        FIELD_STRENGTH
    }

    /**
     * One variable.
     *
     * @param name the name in configs and results
     * @param couplings its contribution to every coupling, before the factor
     * @param factor what multiplies the contributions
     */
    public record Variable(String name, Map<String, Double> couplings, Factor factor) {
        /**
         * Checks that the variable contributes to something, and keeps the order of the couplings.
         *
         * @param name the name in configs and results
         * @param couplings its contribution to every coupling, before the factor
         * @param factor what multiplies the contributions
         */
        public Variable {
            couplings = Collections.unmodifiableMap(new LinkedHashMap<>(couplings));
            if (couplings.isEmpty()) {
                throw new IllegalArgumentException("variable " + name + " contributes to no coupling");
            }
        }

        /**
         * {@return the variable that is the coupling {@code name} itself}
         *
         * @param name name of the coupling, and of the variable
         */
        public static Variable coupling(String name) {
            return new Variable(name, Map.of(name, 1.0), Factor.ONE);
        }
    }

    /**
     * Copies the list.
     *
     * @param name the name in configs and results
     * @param variables the variables; couplings to which none of them contributes are zero in this basis
     */
    public Basis {
        variables = List.copyOf(variables);
    }

    /**
     * {@return a basis of the variables of all {@code parts}}
     *
     * @param name the name in configs
     * @param parts lists of variables, in their order
     */
    @SafeVarargs
    public static Basis of(String name, List<Variable>... parts) {
        List<Variable> variables = new ArrayList<>();
        for (List<Variable> part : parts) {
            variables.addAll(part);
        }
        return new Basis(name, variables);
    }

    /**
     * {@return left- and right-handed quark currents: (even, odd) = factor/2 ((1, 1), (-1, 1)) (left, right), the
     * matrix P of arXiv:2403.13887 eq. (A1)}
     *
     * @param left name of the left-handed variable
     * @param right name of the right-handed variable
     * @param even name of the coupling of the quark current without gamma5
     * @param odd name of the coupling of the quark current with gamma5
     * @param factor what multiplies the contributions
     */
    public static List<Variable> leftRight(String left, String right, String even, String odd, Factor factor) {
        return List.of(
                new Variable(left, contributions(List.of(even, odd), 0.5, -0.5), factor),
                new Variable(right, contributions(List.of(even, odd), 0.5, 0.5), factor));
    }

    /**
     * {@return quark and invisible currents of either handedness: the variables {@code prefix} + LL, LR, RL, RR, the
     * first letter that of the quark current, with the matrix Q of arXiv:2403.13887 eq. (A2)}
     *
     * @param prefix the beginning of the names
     * @param couplings the couplings (even even, even odd, odd even, odd odd); an empty name stands for one that
     *     vanishes
     * @param factor what multiplies the contributions
     */
    public static List<Variable> leftRightPairs(String prefix, List<String> couplings, Factor factor) {
        List<Variable> variables = new ArrayList<>();
        variables.add(new Variable(prefix + "LL", contributions(couplings, 0.25, -0.25, -0.25, 0.25), factor));
        variables.add(new Variable(prefix + "LR", contributions(couplings, 0.25, 0.25, -0.25, -0.25), factor));
        variables.add(new Variable(prefix + "RL", contributions(couplings, 0.25, -0.25, 0.25, -0.25), factor));
        variables.add(new Variable(prefix + "RR", contributions(couplings, 0.25, 0.25, 0.25, 0.25), factor));
        return variables;
    }

    /**
     * {@return a basis of the couplings of operators made of the field strength, {@code c_F} for every coupling c: c =
     * c_F m^2/Lambda^2} They stay finite for a massless gauge field, where c itself must vanish like m^2.
     *
     * @param couplings names of the couplings c
     */
    public static Basis fieldStrength(String... couplings) {
        List<Variable> variables = new ArrayList<>();
        for (String coupling : couplings) {
            variables.add(new Variable(coupling + "_F", Map.of(coupling, 1.0), Factor.FIELD_STRENGTH));
        }
        return new Basis("field-strength", variables);
    }

    private static Map<String, Double> contributions(List<String> couplings, double... weights) {
        Map<String, Double> contributions = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            if (!couplings.get(i).isEmpty()) {
                contributions.put(couplings.get(i), weights[i]);
            }
        }
        return contributions;
    }
}
