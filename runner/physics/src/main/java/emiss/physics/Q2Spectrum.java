package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.SpectralFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Branching fractions of a transition in bins of q2 as Hermitian forms in the couplings; shared by threads. With
 * {@link HadronicTransition#withMixing} the forms hold for real couplings.
 *
 * <p>Hadronic weights at the quadrature nodes are computed once, when they are needed, and serve all scenarios and masses. The rule is
 * Gauss-Legendre on panels of at most 0.25 GeV^2. Square roots at the ends are resolved by substitution: sqrt(q2_max - q2)
 * near the end point, and near the threshold q2 = 4 m^2 cosh^2 u, which makes beta = tanh u analytic however small the mass
 * is; only the panels near the threshold depend on the mass. It is one class because pairs and lines of finite width share the nodes
 * and the weights.
 */
public final class Q2Spectrum {
    /** [GeV^2]; the poles of the form factors are some 6 GeV^2 beyond the end point. */
    private static final double WIDEST_PANEL = 0.25;

    private static final int COARSE = 4;
    private static final int FINE = 8;
    private static final int THRESHOLD = 12;

    /** Distance from a square root, in half-widths of a panel, from which the coarse rule is exact to 1e-10. */
    private static final double COARSE_DISTANCE = 10;

    /** The same for the fine rule. */
    private static final double FINE_DISTANCE = 3;

    /** In u: the poles of tanh u at i pi/2 are then on an ellipse of radius 3.4, 1e-13 for the rule of 12 points. */
    private static final double LONGEST_THRESHOLD_PANEL = 2;

    private static final GaussLegendre COARSE_RULE = new GaussLegendre(COARSE);
    private static final GaussLegendre FINE_RULE = new GaussLegendre(FINE);
    private static final GaussLegendre THRESHOLD_RULE = new GaussLegendre(THRESHOLD);

    private final HadronicTransition transition;
    private final DoubleVector q2Edges;
    private final Helicity helicity;
    private final List<Panel> panels;

    /**
     * The spectrum of {@code transition} in bins.
     *
     * @param transition a transition to a visible meson
     * @param q2Edges bin edges [GeV^2], ascending; may reach beyond the kinematic range
     * @param helicity the part of the rate
     */
    public Q2Spectrum(HadronicTransition transition, DoubleVector q2Edges, Helicity helicity) {
        if (q2Edges.size() < 2) {
            throw new IllegalArgumentException(q2Edges.size() + " q2 edges given, expected at least 2");
        }
        for (int i = 1; i < q2Edges.size(); i++) {
            if (!(q2Edges.at(i) > q2Edges.at(i - 1))) {
                throw new IllegalArgumentException("the q2 edges do not ascend at " + q2Edges.at(i));
            }
        }
        this.transition = transition;
        this.q2Edges = q2Edges;
        this.helicity = helicity;
        this.panels = transition.isAnnihilation() ? List.of() : panels();
    }

    /** One for single particles only, which need no nodes. */
    private Q2Spectrum(HadronicTransition transition, Helicity helicity) {
        this.transition = transition;
        this.q2Edges = DoubleVector.of(0, transition.q2Max());
        this.helicity = helicity;
        this.panels = List.of();
    }

    /** The spectrum over the whole kinematic range, for single particles only. */
    static Q2Spectrum ofLines(HadronicTransition transition, Helicity helicity) {
        return new Q2Spectrum(transition, helicity);
    }

    /**
     * {@return the spectrum over the whole kinematic range, for totals; the only one that makes sense for an
     * annihilation}
     *
     * @param transition the decay mode
     * @param helicity the part of the rate
     */
    public static Q2Spectrum whole(HadronicTransition transition, Helicity helicity) {
        return new Q2Spectrum(transition, DoubleVector.of(0, transition.q2Max()), helicity);
    }

    /** {@return the transition} */
    public HadronicTransition transition() {
        return transition;
    }

    /** {@return the bin edges [GeV^2]} */
    public DoubleVector q2Edges() {
        return q2Edges;
    }

    /** {@return the part of the rate} */
    public Helicity helicity() {
        return helicity;
    }

    /**
     * {@return the branching fraction in every bin, as forms in {@code couplings}}
     *
     * @param candidate a pair; its width does not matter
     * @param couplings couplings of the scenario, in the order of the forms
     */
    public List<HermitianForm> branchingFractions(Candidate candidate, List<Coupling> couplings) {
        Scenario scenario = candidate.scenario();
        SlotMap.check(candidate, couplings);
        if (SlotMap.isSingle(scenario)) {
            throw new IllegalArgumentException(
                    "scenario " + scenario.id() + " is a line at q2 = mass^2 and has no binned spectrum; use line");
        }
        if (transition.isAnnihilation()) {
            throw new IllegalArgumentException(transition.transition().id() + " has no q2 spectrum; use total");
        }
        if (scenario instanceof TabulatedScenario table) {
            return table.branchingFractions(transition.transition(), helicity, q2Edges, candidate);
        }
        return forms(pairNodes(candidate), candidate, couplings, bins()).subList(0, bins());
    }

    /**
     * {@return the branching fraction over the whole kinematic range, also beyond the edges, as a form in {@code
     * couplings}}
     *
     * @param candidate a pair; its width does not matter
     * @param couplings couplings of the scenario, in the order of the forms
     */
    public HermitianForm total(Candidate candidate, List<Coupling> couplings) {
        Scenario scenario = candidate.scenario();
        SlotMap.check(candidate, couplings);
        if (SlotMap.isSingle(scenario)) {
            return line(candidate, couplings);
        }
        if (scenario instanceof TabulatedScenario table) {
            return TabulatedScenario.form(table.total(transition.transition(), helicity, candidate));
        }
        Nodes nodes = pairNodes(candidate);
        Arrays.fill(nodes.bin, 0);
        return forms(nodes, candidate, couplings, 1).get(0);
    }

    /**
     * {@return the branching fraction into a single particle, all of it at q2 = mass^2, as a form in {@code couplings};
     * zero where the particle is too heavy, and zero for an annihilation, which one particle cannot balance}
     *
     * @param candidate a single particle; its width does not matter
     * @param couplings couplings of the scenario, in the order of the forms
     */
    public HermitianForm line(Candidate candidate, List<Coupling> couplings) {
        Scenario scenario = candidate.scenario();
        SlotMap.check(candidate, couplings);
        if (!SlotMap.isSingle(scenario)) {
            throw new IllegalArgumentException(
                    "scenario " + scenario.id() + " is a pair, not a line; use branchingFractions or total");
        }
        if (scenario instanceof TabulatedScenario table) {
            return TabulatedScenario.form(table.total(transition.transition(), helicity, candidate));
        }
        double q2 = candidate.mass() * candidate.mass();
        if (transition.isAnnihilation() || q2 >= transition.q2Max()) {
            return HermitianForm.zero(couplings.size());
        }
        return forms(lineNode(candidate), candidate, couplings, 1).get(0);
    }

    /** The branching fraction over the whole kinematic range for given couplings; the decay must be open. */
    double value(Candidate candidate, SlotMap map, Complex[] values) {
        Nodes nodes;
        if (SlotMap.isSingle(candidate.scenario())) {
            nodes = lineNode(candidate);
        } else {
            nodes = pairNodes(candidate);
            Arrays.fill(nodes.bin, 0);
        }
        return integrate(nodes, candidate.scenario(), candidate.mass(), map, values, 1)[0];
    }

    /** The nodes for a massless pair with their bins and plain quadrature weights, without phase space. */
    Nodes masslessNodes() {
        return gather(0);
    }

    int bins() {
        return q2Edges.size() - 1;
    }

    private Nodes lineNode(Candidate candidate) {
        double mass = candidate.mass();
        Nodes nodes = new Nodes(1);
        double perRate = PhaseSpace.SINGLE * transition.branchingFractionPerWidth();
        double unseen = candidate
                .losses(transition.transition())
                .map(losses -> losses.single(mass))
                .orElse(1.0);
        nodes.add(transition, helicity, PhaseSpace.regular(mass * mass), perRate * unseen, 0);
        return nodes;
    }

    private Nodes pairNodes(Candidate candidate) {
        double mass = candidate.mass();
        boolean identical = SlotMap.identical(candidate.scenario());
        DoubleUnaryOperator unseen = candidate.unseen(transition.transition());
        double perWidth = transition.branchingFractionPerWidth();
        Nodes nodes;
        if (transition.isAnnihilation()) {
            nodes = new Nodes(1);
            double parent = transition.transition().parentMass();
            nodes.add(transition, helicity, parent * parent, 1, bins());
        } else {
            nodes = gather(mass);
        }
        for (int i = 0; i < nodes.size; i++) {
            double q2 = nodes.q2[i];
            nodes.scale(i, perWidth * PhaseSpace.pair(q2, mass, identical) * unseen.applyAsDouble(q2));
        }
        return nodes;
    }

    private Nodes gather(double mass) {
        double threshold = 4 * mass * mass;
        Nodes nodes = new Nodes(2 * COARSE * panels.size());
        for (Panel panel : panels) {
            if (panel.high <= threshold) {
                continue;
            }
            double distance = threshold == 0 ? Double.POSITIVE_INFINITY : panel.distance(threshold);
            if (distance >= COARSE_DISTANCE) {
                nodes.addAll(panel.coarse());
            } else if (distance >= FINE_DISTANCE) {
                nodes.addAll(panel.fine());
            } else {
                addNearThreshold(nodes, Math.max(panel.low, threshold), panel.high, threshold, panel.bin);
            }
        }
        return nodes;
    }

    private void addNearThreshold(Nodes nodes, double low, double high, double threshold, int bin) {
        double end = transition.q2Max();
        double split = end - high < high - low ? low + (Math.min(high, end) - low) / 2 : high;
        double from = rapidity(low, threshold);
        double to = rapidity(split, threshold);
        int pieces = (int) Math.ceil((to - from) / LONGEST_THRESHOLD_PANEL);
        for (int piece = 0; piece < pieces; piece++) {
            double half = (to - from) / pieces / 2;
            double centre = from + (2 * piece + 1) * half;
            for (int k = 0; k < THRESHOLD; k++) {
                double u = centre + half * THRESHOLD_RULE.point[k];
                double sinh = Math.sinh(u);
                double q2 = threshold * (1 + sinh * sinh);
                double jacobian = threshold * Math.sinh(2 * u);
                nodes.add(transition, helicity, q2, half * THRESHOLD_RULE.weight[k] * jacobian, bin);
            }
        }
        if (split < high) {
            addNearEnd(nodes, split, high, end, THRESHOLD_RULE, bin);
        }
    }

    private void addNearEnd(Nodes nodes, double low, double high, double end, GaussLegendre rule, int bin) {
        double from = Math.sqrt(end - high);
        double half = (Math.sqrt(end - low) - from) / 2;
        for (int k = 0; k < rule.order(); k++) {
            double w = from + half + half * rule.point[k];
            nodes.add(transition, helicity, end - w * w, half * rule.weight[k] * 2 * w, bin);
        }
    }

    /** u of q2 = threshold cosh^2 u. */
    private static double rapidity(double q2, double threshold) {
        double sinh = Math.sqrt(Math.max(0, q2 - threshold) / threshold);
        return Math.log1p(sinh + sinh * sinh / (1 + Math.sqrt(1 + sinh * sinh)));
    }

    private List<HermitianForm> forms(Nodes nodes, Candidate candidate, List<Coupling> couplings, int bins) {
        Scenario scenario = candidate.scenario();
        double mass = candidate.mass();
        int size = couplings.size();
        SlotMap map = new SlotMap(transition, scenario, couplings, candidate.lambda()).forRealCouplings();
        double[][] diagonal = new double[size][];
        double[] scale = new double[size];
        Complex[] values = new Complex[size];
        Arrays.fill(values, Complex.ZERO);
        for (int a = 0; a < size; a++) {
            values[a] = Complex.real(1);
            diagonal[a] = integrate(nodes, scenario, mass, map, values, bins);
            values[a] = Complex.ZERO;
            double sum = Arrays.stream(diagonal[a]).sum();
            scale[a] = sum > 0 ? 1 / Math.sqrt(sum) : 0;
        }
        double[][] re = new double[bins][size * size];
        double[][] im = new double[bins][size * size];
        for (int bin = 0; bin < bins; bin++) {
            for (int a = 0; a < size; a++) {
                re[bin][a * size + a] = diagonal[a][bin];
            }
        }
        // Couplings scaled to equal rates keep the differences below free of cancellation, whatever their units.
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                if (scale[a] == 0 || scale[b] == 0 || !map.meet(a, b)) {
                    continue;
                }
                values[a] = Complex.real(scale[a]);
                values[b] = Complex.real(scale[b]);
                double[] real = integrate(nodes, scenario, mass, map, values, bins);
                values[b] = new Complex(0, scale[b]);
                double[] imaginary = integrate(nodes, scenario, mass, map, values, bins);
                values[a] = Complex.ZERO;
                values[b] = Complex.ZERO;
                double unit = 2 * scale[a] * scale[b];
                for (int bin = 0; bin < bins; bin++) {
                    double squares = scale[a] * scale[a] * diagonal[a][bin] + scale[b] * scale[b] * diagonal[b][bin];
                    double reAb = (real[bin] - squares) / unit;
                    double imAb = (imaginary[bin] - squares) / unit;
                    re[bin][a * size + b] = reAb;
                    re[bin][b * size + a] = reAb;
                    im[bin][a * size + b] = imAb;
                    im[bin][b * size + a] = -imAb;
                }
            }
        }
        List<HermitianForm> result = new ArrayList<>(bins);
        for (int bin = 0; bin < bins; bin++) {
            result.add(new HermitianForm(size, re[bin], im[bin]));
        }
        return List.copyOf(result);
    }

    private double[] integrate(Nodes nodes, Scenario scenario, double mass, SlotMap map, Complex[] values, int bins) {
        double[] result = new double[bins];
        boolean natural = map.reachesNatural(values) && hasWeights(nodes, 0);
        boolean axial = map.reachesAxial(values) && hasWeights(nodes, 4);
        if (natural) {
            accumulate(nodes, 0, InvisibleSystem.natural(scenario, mass, map, values), result);
        }
        if (axial) {
            accumulate(nodes, 4, InvisibleSystem.axial(scenario, mass, map, values), result);
        }
        return result;
    }

    private static boolean hasWeights(Nodes nodes, int offset) {
        for (int i = 0; i < nodes.size; i++) {
            int k = Nodes.STRIDE * i + offset;
            if (nodes.weights[k] != 0
                    || nodes.weights[k + 1] != 0
                    || nodes.weights[k + 2] != 0
                    || nodes.weights[k + 3] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void accumulate(Nodes nodes, int offset, InvisibleSystem system, double[] result) {
        double[] weights = nodes.weights;
        for (int i = 0; i < nodes.size; i++) {
            int bin = nodes.bin[i];
            if (bin >= result.length) {
                continue;
            }
            SpectralFunctions r = system.at(nodes.q2[i]);
            int k = Nodes.STRIDE * i + offset;
            result[bin] += weights[k] * r.r0()
                    + weights[k + 1] * r.rV()
                    + weights[k + 2] * r.reRVT()
                    + weights[k + 3] * r.rT();
        }
    }

    private List<Panel> panels() {
        double end = transition.q2Max();
        List<Panel> result = new ArrayList<>();
        int outside = bins();
        addPanels(result, 0, Math.min(q2Edges.at(0), end), outside);
        for (int bin = 0; bin < bins(); bin++) {
            addPanels(result, Math.max(0, q2Edges.at(bin)), Math.min(q2Edges.at(bin + 1), end), bin);
        }
        addPanels(result, Math.max(0, q2Edges.at(outside)), end, outside);
        return List.copyOf(result);
    }

    private void addPanels(List<Panel> result, double low, double high, int bin) {
        if (!(high > low)) {
            return;
        }
        int count = (int) Math.ceil((high - low) / WIDEST_PANEL);
        for (int i = 0; i < count; i++) {
            double from = low + (high - low) * i / count;
            double to = i == count - 1 ? high : low + (high - low) * (i + 1) / count;
            result.add(panel(from, to, bin));
        }
    }

    private Panel panel(double low, double high, int bin) {
        double end = transition.q2Max();
        double half = (high - low) / 2;
        return new Panel(low, high, end - (low + half) < COARSE_DISTANCE * half, bin);
    }

    private Nodes plain(double low, double high, GaussLegendre rule, int bin) {
        Nodes nodes = new Nodes(rule.order());
        double half = (high - low) / 2;
        for (int k = 0; k < rule.order(); k++) {
            nodes.add(transition, helicity, low + half + half * rule.point[k], half * rule.weight[k], bin);
        }
        return nodes;
    }

    /** An interval of q2 with its mass-independent nodes, each kind made when it is first needed. */
    private final class Panel {
        private final double low;
        private final double high;
        private final boolean isNearEnd;
        private final int bin;
        private volatile @Nullable Nodes coarse;
        private volatile @Nullable Nodes fine;

        Panel(double low, double high, boolean isNearEnd, int bin) {
            this.low = low;
            this.high = high;
            this.isNearEnd = isNearEnd;
            this.bin = bin;
        }

        /** The nodes of the coarse rule; near the end point the poles of the form factors are too close for it. */
        Nodes coarse() {
            if (isNearEnd) {
                return fine();
            }
            Nodes nodes = coarse;
            if (nodes == null) {
                // another thread may do the same, and finds the same
                nodes = plain(low, high, COARSE_RULE, bin);
                coarse = nodes;
            }
            return nodes;
        }

        Nodes fine() {
            Nodes nodes = fine;
            if (nodes == null) {
                nodes = isNearEnd ? new Nodes(FINE) : plain(low, high, FINE_RULE, bin);
                if (isNearEnd) {
                    addNearEnd(nodes, low, high, transition.q2Max(), FINE_RULE, bin);
                }
                fine = nodes;
            }
            return nodes;
        }

        /** How far the centre is from the threshold, in half-widths, in the variable of the nodes. */
        double distance(double threshold) {
            if (low <= threshold) {
                return 0;
            }
            if (!isNearEnd) {
                return ((low + high) / 2 - threshold) / ((high - low) / 2);
            }
            double end = transition.q2Max();
            double from = Math.sqrt(end - high);
            double to = Math.sqrt(end - low);
            return (Math.sqrt(end - threshold) - (from + to) / 2) / ((to - from) / 2);
        }
    }
}
