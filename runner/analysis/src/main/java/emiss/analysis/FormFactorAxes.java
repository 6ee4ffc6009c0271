package emiss.analysis;

import emiss.inference.ParameterOfInterest;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Strengths z, standard normal, of the principal axes of form-factor covariances, one set a process. Form factors are linear in z, so
 * that rates and events are quadratic: F(z) = F(0) + sum of z_m T_m + sum of z_m z_n T_mn, exactly. The terms follow from rates with
 * form factors at a few z, the shifts. Immutable.
 */
final class FormFactorAxes {
    private static final String NAME = "formFactors/";

    /**
     * Form factors of a process that are moved.
     *
     * @param process the process; empty for none
     * @param theory the theory with these form factors
     */
    record Shift(String process, Theory theory) {}

    /**
     * A term, as a sum over shifts.
     *
     * @param first a strength
     * @param second another one or the same; -1 for a linear term
     * @param shifts which shifts, counted from 0, the central form factors
     * @param weights what each counts for
     */
    record Term(int first, int second, int[] shifts, double[] weights) {
        /** The value of the term for something that has a value at every shift. */
        double of(IntToDoubleFunction atShift) {
            double sum = 0;
            for (int i = 0; i < shifts.length; i++) {
                sum += weights[i] * atShift.applyAsDouble(shifts[i]);
            }
            return sum;
        }
    }

    private final List<Shift> shifts = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Without strengths: form factors at their central values. */
    FormFactorAxes(Theory theory) {
        shifts.add(new Shift("", theory));
    }

    /** Those of all processes of some transitions. */
    FormFactorAxes(Theory theory, Collection<String> transitions) {
        this(theory);
        processes(theory, transitions).forEach(this::add);
    }

    /** The names of the strengths of all processes of some transitions. */
    static List<String> names(Theory theory, Collection<String> transitions) {
        List<String> names = new ArrayList<>();
        for (FormFactors central : processes(theory, transitions)) {
            for (int m = 0; m < central.axes(); m++) {
                names.add(name(central, m));
            }
        }
        return names;
    }

    private static String name(FormFactors central, int axis) {
        return NAME + central.process() + "[" + axis + "]";
    }

    private static Collection<FormFactors> processes(Theory theory, Collection<String> transitions) {
        Map<String, FormFactors> processes = new LinkedHashMap<>();
        for (String id : transitions) {
            HadronicTransition transition = theory.transition(id);
            if (!transition.isAnnihilation()) {
                processes.putIfAbsent(transition.transition().process(), transition.formFactors());
            }
        }
        return processes.values();
    }

    private void add(FormFactors central) {
        int axes = central.axes();
        int offset = names.size();
        int[] plus = new int[axes];
        int[] minus = new int[axes];
        for (int m = 0; m < axes; m++) {
            names.add(name(central, m));
            plus[m] = shift(central, m, 1, -1);
            minus[m] = shift(central, m, -1, -1);
            terms.add(new Term(offset + m, -1, new int[] {plus[m], minus[m]}, new double[] {0.5, -0.5}));
            terms.add(new Term(offset + m, offset + m, new int[] {plus[m], minus[m], 0}, new double[] {0.5, 0.5, -1}));
        }
        for (int m = 0; m < axes; m++) {
            for (int n = 0; n < m; n++) {
                terms.add(new Term(
                        offset + m, offset + n, new int[] {shift(central, m, 1, n), plus[m], plus[n], 0}, new double[] {
                            1, -1, -1, 1
                        }));
            }
        }
    }

    /** Moves along one axis, and by one standard deviation along another if that is not -1. */
    private int shift(FormFactors central, int axis, double length, int other) {
        double[] lengths = new double[central.axes()];
        lengths[axis] = length;
        if (other >= 0) {
            lengths[other] = 1;
        }
        shifts.add(new Shift(central.process(), shifts.get(0).theory.with(central.along(lengths))));
        return shifts.size() - 1;
    }

    /** The names of the strengths. */
    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** The process that a strength belongs to. */
    static String processOf(String name) {
        return name.substring(NAME.length(), name.indexOf('['));
    }

    /** All shifts, the first one none. */
    List<Shift> shifts() {
        return shifts;
    }

    /** All terms. */
    List<Term> terms() {
        return terms;
    }

    /** The strengths as parameters, each around where it was measured. */
    List<ParameterOfInterest> strengths(ToDoubleFunction<String> centre) {
        return names.stream()
                .map(name -> ParameterOfInterest.free(name, 0).constrained(centre.applyAsDouble(name), 1))
                .toList();
    }
}
