package emiss.analysis;

import emiss.api.decay.Helicity;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.inference.FitResult;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.physics.HadronicTransition;
import emiss.physics.HermitianForm;
import emiss.physics.TabulatedScenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A scenario at one mass with some couplings free (or variables of another basis, which are called couplings here too): the
 * signal as a function of fit parameters.
 *
 * <p>The fit parameters are the couplings in units in which each alone has a branching fraction of 1e-5 in one of the
 * measured transitions, what a detector sees decay not counted. With complex couplings the first one is taken real, which fixes
 * the common phase. A coupling to which the data do not respond is not fitted. It is one class because fits, profiles and exports ask
 * for the same parameters in different forms.
 */
public final class Hypothesis {
    private static final double TYPICAL_BRANCHING_FRACTION = 1e-5;

    /** Name of the parameter that shifts the Standard-Model events, in units of its uncertainty, if the inputs give one. */
    public static final String SM_NORMALISATION = "smNormalisation";

    private static final String SCALE = "scale";

    /** Below this many events (or this branching fraction) at a branching fraction of 1e-5 there is no sensitivity. */
    private static final double INSENSITIVE = 1e-6;

    /** Interference below this fraction of the geometric mean is rounding. */
    private static final double NO_INTERFERENCE = 1e-12;

    /** A fit parameter: the real or imaginary part of a coupling in its unit. */
    private record Part(int coupling, boolean imaginary) {}

    private final Analysis analysis;
    private final Candidate candidate;
    private final List<Basis.Variable> variables;
    private final boolean complex;
    private final List<String> couplings;
    private final List<HermitianForm> rows;
    /** The forms of all rows at every shift of the form factors. */
    private final List<List<HermitianForm>> rowsByShift;

    private final BiFunction<String, Helicity, HermitianForm> branchingFraction;
    private final double[] unit;
    private final List<Part> parts = new ArrayList<>();
    private final int[] leader;
    private final SignalModel signal;

    Hypothesis(
            Analysis analysis,
            Candidate candidate,
            List<Basis.Variable> variables,
            boolean complex,
            List<List<HermitianForm>> rowsByShift,
            List<HermitianForm> visible,
            BiFunction<String, Helicity, HermitianForm> branchingFraction) {
        this.analysis = analysis;
        this.candidate = candidate;
        this.variables = List.copyOf(variables);
        this.complex = complex;
        this.couplings = variables.stream().map(Basis.Variable::name).toList();
        this.rowsByShift = List.copyOf(rowsByShift);
        this.rows = rowsByShift.get(0);
        this.branchingFraction = branchingFraction;
        this.unit = units(visible);
        for (int a = 0; a < couplings.size(); a++) {
            if (isSensitiveTo(a)) {
                if (complex && !parts.isEmpty()) {
                    parts.add(new Part(a, true));
                }
                parts.add(new Part(a, false));
            }
        }
        this.leader = leaders();
        this.signal = signal(true);
    }

    /**
     * @param visible the branching fraction of every measured transition, as its data set would find it
     */
    private double[] units(List<HermitianForm> visible) {
        double[] largest = new double[couplings.size()];
        for (HermitianForm total : visible) {
            for (int a = 0; a < largest.length; a++) {
                largest[a] = Math.max(largest[a], total.re(a, a));
            }
        }
        for (int a = 0; a < largest.length; a++) {
            largest[a] = largest[a] > 0 ? Math.sqrt(TYPICAL_BRANCHING_FRACTION / largest[a]) : 0;
        }
        return largest;
    }

    private boolean isSensitiveTo(int coupling) {
        double square = unit[coupling] * unit[coupling];
        return rows.stream().anyMatch(row -> row.re(coupling, coupling) * square > INSENSITIVE);
    }

    /**
     * The signal as a function of the coupling parameters.
     *
     * @param withStandardModel whether the events of the Standard Model are there too, unless the couplings contain them
     */
    SignalModel signal(boolean withStandardModel) {
        SignalTerms terms = analysis.signalTerms();
        for (Part part : parts) {
            terms.add(ParameterOfInterest.free(nameOf(part), 1));
        }
        for (int k = 0; k < parts.size(); k++) {
            for (int l = 0; l <= k; l++) {
                if (k != l && !interfere(parts.get(k), parts.get(l))) {
                    continue;
                }
                terms.addQuadratic(k, l, events(k, l));
            }
        }
        if (withStandardModel) {
            addStandardModel(terms);
        }
        if (analysis.hasFluctuations()) {
            terms.addFluctuations(analysis.fluctuatingRows(), containedStandardModel());
        }
        return terms.build();
    }

    /** The events that multiply parameter k times parameter l. */
    private MovingRows events(int k, int l) {
        double multiplicity = k == l ? 1 : 2;
        return events(form -> multiplicity * product(form, parts.get(k), parts.get(l)));
    }

    /** The events that the form of every row gives, and how form factors change them. */
    MovingRows events(ToDoubleFunction<HermitianForm> events) {
        return analysis.moving(
                shift -> rowsByShift.get(shift).stream().mapToDouble(events).toArray());
    }

    /** The signal as a function of the square of the only coupling parameter. */
    SignalModel linearSignal(boolean withStandardModel) {
        SignalTerms terms = analysis.signalTerms()
                .add(ParameterOfInterest.free(couplings.get(parts.get(0).coupling) + "^2", 1), events(0, 0));
        if (withStandardModel) {
            addStandardModel(terms);
        }
        return terms.build();
    }

    /** Adds the events of the Standard Model, unless the couplings contain them. */
    void addStandardModel(SignalTerms terms) {
        if (scenario().smCoupling().isEmpty()) {
            terms.add(analysis.standardModelEvents())
                    .addUncertainty(analysis.smNormalisation(), analysis.standardModelEvents());
        }
    }

    /** The events of the Standard Model that the couplings produce, per row. */
    private double[] containedStandardModel() {
        return scenario().smCoupling().isPresent() ? analysis.standardModelRows() : new double[rows.size()];
    }

    /** The real part of c_k conj(c_l) Y_kl for parts of size 1. */
    private double product(HermitianForm form, Part k, Part l) {
        int a = k.coupling;
        int b = l.coupling;
        double value = k.imaginary == l.imaginary ? form.re(a, b) : k.imaginary ? -form.im(a, b) : form.im(a, b);
        return unit[a] * unit[b] * value;
    }

    /** The couplings of the scenario, which differ from those here in another basis. */
    public Map<String, Complex> scenarioCouplings(Map<String, Complex> values) {
        return new FreeVariables(candidate, variables, analysis.theory().inputs()).couplings(values);
    }

    /**
     * The signal in which given couplings squared are multiplied by x >= 0, the first parameter.
     *
     * @param values couplings at x = 1; all that are not named are zero
     */
    SignalModel scaled(Map<String, Complex> values) {
        List<Complex> vector = vector(values);
        SignalTerms terms = analysis.signalTerms()
                .add(ParameterOfInterest.free(SCALE, 1).atLeast(0), events(row -> row.value(vector)));
        addStandardModel(terms);
        return terms.build();
    }

    /** The scenario at its mass. */
    public Candidate candidate() {
        return candidate;
    }

    /** The same hypothesis in another likelihood. */
    public Hypothesis in(Analysis other) {
        return other.hypothesis(candidate, variables, complex);
    }

    /** The likelihood that this hypothesis is fitted with. */
    public Analysis analysis() {
        return analysis;
    }

    /** The scenario. */
    public Scenario scenario() {
        return candidate.scenario();
    }

    /** Mass of the invisible particle [GeV]. */
    public double mass() {
        return candidate.mass();
    }

    /** The signal, Standard Model included; coupling parameters come first. */
    public SignalModel signalModel() {
        return signal;
    }

    /** Names of the free couplings, whether or not the data respond to them. */
    public List<String> couplingNames() {
        return couplings;
    }

    /** How many fit parameters describe the couplings; 0 if the data do not respond to any of them. */
    public int couplingParameters() {
        return parts.size();
    }

    /** The coupling that parameter {@code index} is a part of, by its name. */
    public String couplingOf(int index) {
        return couplings.get(parts.get(index).coupling);
    }

    /** What parameter {@code index} is called: the coupling, or {@code Im NAME} for its imaginary part. */
    String partOf(int index) {
        return nameOf(parts.get(index));
    }

    private String nameOf(Part part) {
        String name = couplings.get(part.coupling);
        return part.imaginary ? "Im " + name : name;
    }

    /** The value of the coupling {@code name} for one unit of its parameters; 0 if the data do not respond to it. */
    public double unitOf(String name) {
        return scaleOf(name).value(1);
    }

    /** How many parameters are left when some couplings are held. */
    public int freeParameters(Set<String> held) {
        return (int) IntStream.range(0, parts.size())
                .filter(k -> !held.contains(couplingOf(k)))
                .count();
    }

    /** The index of the real part of a coupling among the parameters that are left when others are held; -1 if not there. */
    public int freeParameter(String name, Set<String> held) {
        int index = 0;
        for (int k = 0; k < parts.size(); k++) {
            if (couplingOf(k).equals(name) && isRealPart(k)) {
                return index;
            }
            index += held.contains(couplingOf(k)) ? 0 : 1;
        }
        return -1;
    }

    /** The signal with some real couplings held at a value; the others and the Standard Model as before. */
    public SignalModel withFixed(Map<String, Double> held) {
        SignalModel left = signal;
        for (int k = parts.size() - 1; k >= 0; k--) {
            Double value = held.get(couplingOf(k));
            if (value != null) {
                left = left.fix(k, isRealPart(k) ? scale(k).parameter(value) : 0);
            }
        }
        return left;
    }

    /** All coupling parameters, from those that were fitted and the couplings that were held. */
    double[] parameters(double[] fitted, Map<String, Double> held) {
        double[] phi = new double[parts.size()];
        int next = 0;
        for (int k = 0; k < phi.length; k++) {
            Double value = held.get(couplingOf(k));
            phi[k] = value == null ? fitted[next++] : isRealPart(k) ? scale(k).parameter(value) : 0;
        }
        return phi;
    }

    /** Start values of {@code size} parameters for given values of couplings that are not held. */
    double[] startAt(Map<String, Double> values, Set<String> held, int size) {
        double[] start = new double[size];
        int next = 0;
        for (int k = 0; k < parts.size(); k++) {
            if (!held.contains(couplingOf(k))) {
                start[next++] = isRealPart(k) ? scale(k).parameter(values.getOrDefault(couplingOf(k), 0.0)) : 0;
            }
        }
        return start;
    }

    /** Whether parameter {@code index} is the real part of its coupling. */
    public boolean isRealPart(int index) {
        return !parts.get(index).imaginary;
    }

    /** The value of the coupling for one unit of parameter {@code index}. */
    public double unit(int index) {
        return scale(index).value(1);
    }

    /** How the coupling that parameter {@code index} is a part of depends on it. */
    CouplingScale scale(int index) {
        return new CouplingScale(unit[parts.get(index).coupling], isLinear());
    }

    /** How the coupling {@code name} depends on its parameters. */
    CouplingScale scaleOf(String name) {
        return new CouplingScale(unit[couplings.indexOf(name)], isLinear());
    }

    /** Whether couplings are branching fractions, in which rates are linear. */
    public boolean isLinear() {
        return TabulatedScenario.isLinear(candidate.scenario());
    }

    /** Whether the sign of each parameter that is left has no effect when some couplings are held at values. */
    boolean[] signFree(Set<String> held) {
        boolean[] free = new boolean[freeParameters(held)];
        int next = 0;
        for (int k = 0; k < parts.size(); k++) {
            if (!held.contains(couplingOf(k))) {
                free[next++] = isSignFree(k);
            }
        }
        return free;
    }

    /** Whether the sign of parameter {@code index} has no effect, because it interferes with no other. */
    public boolean isSignFree(int index) {
        for (int k = 0; k < parts.size(); k++) {
            if (k != index && leader[k] == leader[index]) {
                return false;
            }
        }
        return true;
    }

    /** The parameters {@code phi} with the sign of every set that interferes chosen so that its first one is not negative. */
    public double[] withPreferredSigns(double[] phi) {
        double[] preferred = phi.clone();
        for (int k = 0; k < parts.size(); k++) {
            if (phi[leader[k]] < 0) {
                preferred[k] = -phi[k];
            }
        }
        return preferred;
    }

    /** For every parameter the first one that it interferes with, directly or through others. */
    private int[] leaders() {
        int[] found = new int[parts.size()];
        for (int k = 0; k < found.length; k++) {
            found[k] = k;
            for (int l = 0; l < k; l++) {
                if (interfere(parts.get(k), parts.get(l))) {
                    int from = Math.max(found[k], found[l]);
                    int to = Math.min(found[k], found[l]);
                    for (int m = 0; m <= k; m++) {
                        if (found[m] == from) {
                            found[m] = to;
                        }
                    }
                }
            }
        }
        return found;
    }

    private boolean interfere(Part k, Part l) {
        for (HermitianForm row : rows) {
            double scale = Math.sqrt(product(row, k, k) * product(row, l, l));
            if (Math.abs(product(row, k, l)) > NO_INTERFERENCE * scale) {
                return true;
            }
        }
        return false;
    }

    /** The couplings at {@code phi}; those to which the data do not respond are left out. */
    public Map<String, Complex> couplings(double[] phi) {
        Map<String, Complex> values = new LinkedHashMap<>();
        for (int k = 0; k < parts.size(); k++) {
            double value = scale(k).value(phi[k]);
            Complex part = parts.get(k).imaginary ? new Complex(0, value) : Complex.real(value);
            values.merge(couplingOf(k), part, Complex::plus);
        }
        return values;
    }

    /** The couplings that a fit of {@link #signalModel()}, or of the same without the Standard Model, found. */
    public Map<String, Complex> couplingsAt(FitResult fit) {
        return couplings(withPreferredSigns(fit.signalParameters()));
    }

    /** The signal per row at given couplings (all that are not named are zero), Standard Model included. */
    public double[] rows(Map<String, Complex> values) {
        double[] sum = newPhysicsRows(values);
        if (scenario().smCoupling().isEmpty()) {
            double[] standardModel = analysis.standardModelRows();
            for (int row = 0; row < sum.length; row++) {
                sum[row] += standardModel[row];
            }
        }
        return sum;
    }

    /**
     * The signal at given couplings (all that are not named are zero), Standard Model included. Its only parameters are the
     * normalisation of the Standard Model and the strengths of form factors, if the inputs make them uncertain.
     */
    public SignalModel signalAt(Map<String, Complex> values) {
        List<Complex> vector = vector(values);
        SignalTerms terms = analysis.signalTerms().add(events(row -> row.value(vector)));
        addStandardModel(terms);
        SignalModel exact = terms.build();
        return analysis.hasFluctuations()
                ? fluctuating(exact, values, new double[exact.parameters().size()][rows.size()])
                : exact;
    }

    /**
     * A signal at given couplings, whose events of new particles fluctuate where the data ask for it.
     *
     * @param moved the events that one unit of every parameter adds, per row
     */
    SignalModel fluctuating(SignalModel exact, Map<String, Complex> values, double[][] moved) {
        double[] variance = newPhysicsRows(values);
        double[] contained = containedStandardModel();
        boolean[] fluctuating = analysis.fluctuatingRows();
        int size = exact.parameters().size();
        double[][] linear = new double[size][variance.length];
        for (int row = 0; row < variance.length; row++) {
            variance[row] = fluctuating[row] ? variance[row] - contained[row] : 0;
            for (int k = 0; fluctuating[row] && k < size; k++) {
                linear[k][row] = moved[k][row];
            }
        }
        return exact.fluctuating(
                SignalModel.of(exact.parameters(), variance, linear, new double[size][size][variance.length]));
    }

    /** The signal of new particles per row at given couplings (all that are not named are zero), Standard Model excluded. */
    public double[] newPhysicsRows(Map<String, Complex> values) {
        List<Complex> vector = vector(values);
        return rows.stream().mapToDouble(row -> row.value(vector)).toArray();
    }

    /** The branching fraction of every transition of the catalogue that is open to any of the couplings that are given. */
    public Map<String, Double> branchingFractions(Map<String, Complex> values) {
        List<Complex> vector = vector(values);
        Map<String, Double> fractions = new LinkedHashMap<>();
        for (HadronicTransition transition : analysis.theory().transitions()) {
            String id = transition.transition().id();
            HermitianForm form = branchingFraction.apply(id, Helicity.TOTAL);
            if (IntStream.range(0, couplings.size())
                    .anyMatch(a -> values.containsKey(couplings.get(a)) && form.re(a, a) > 0)) {
                fractions.put(id, form.value(vector));
            }
        }
        return fractions;
    }

    /** The longitudinal part of the branching fraction of a transition; empty for a table that does not say it. */
    public OptionalDouble longitudinal(String transition, Map<String, Complex> values) {
        return scenario() instanceof TabulatedScenario table && !table.hasHelicity(transition)
                ? OptionalDouble.empty()
                : OptionalDouble.of(branchingFraction
                        .apply(transition, Helicity.LONGITUDINAL)
                        .value(vector(values)));
    }

    /** The values as rates are quadratic in them, in the order of the couplings. */
    List<Complex> vector(Map<String, Complex> values) {
        return couplings.stream()
                .map(name -> values.getOrDefault(name, Complex.ZERO))
                .map(value -> isLinear() ? Complex.real(CouplingScale.amplitude(value.re(), true)) : value)
                .toList();
    }
}
