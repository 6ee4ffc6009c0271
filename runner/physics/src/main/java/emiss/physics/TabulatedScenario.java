package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.api.scenario.SpectrumTable;
import emiss.api.scenario.SpectrumTable.Continuum;
import emiss.api.scenario.SpectrumTable.Curve;
import emiss.api.scenario.SpectrumTable.Line;
import emiss.api.scenario.SpectrumTable.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of spectra in place of a scenario. Its only coupling {@code B} is the branching fraction of the first transition, so that
 * rates are linear in it, not quadratic: forms are those in its square root.
 */
public final class TabulatedScenario implements Scenario {
    /** Name of the only coupling. */
    public static final String COUPLING = "B";

    private final SpectrumTable table;

    /**
     * A scenario.
     *
     * @param table the table
     */
    public TabulatedScenario(SpectrumTable table) {
        this.table = table;
    }

    /**
     * {@return whether the couplings of a scenario are branching fractions, in which rates are linear}
     *
     * @param scenario a scenario
     */
    public static boolean isLinear(Scenario scenario) {
        return scenario instanceof TabulatedScenario;
    }

    /** {@return the table} */
    public SpectrumTable table() {
        return table;
    }

    @Override
    public String id() {
        return table.id();
    }

    @Override
    public String title() {
        return table.title();
    }

    @Override
    public String description() {
        return table.title() + "\n" + table.provenance().citation();
    }

    /** {@return one particle for a line, a pair for a spectrum, whatever it is of} */
    @Override
    public FinalState finalState() {
        return table instanceof Line ? new FinalState.Single() : new FinalState.Pair(false);
    }

    /** {@return B; its quark current is one that every transition can have} */
    @Override
    public List<Coupling> couplings() {
        return List.of(new Coupling(COUPLING, QuarkCurrent.VL, "", 0));
    }

    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        throw new IllegalStateException("the table " + id() + " has spectra of decays, and no spectral functions");
    }

    /** {@return the masses of the table [GeV]; of a line the one where it is} */
    public DoubleVector masses() {
        return table instanceof Continuum continuum ? continuum.masses() : DoubleVector.of(Math.sqrt(line().q2()));
    }

    /**
     * {@return whether the table says something about a transition}
     *
     * @param transition id of a transition
     */
    public boolean knows(String transition) {
        return table.transitions().contains(transition);
    }

    /**
     * {@return whether the table knows the helicity of the visible hadron of a transition}
     *
     * @param transition id of a transition
     */
    public boolean hasHelicity(String transition) {
        if (table instanceof Continuum continuum) {
            return continuum.curves().getOrDefault(transition, List.of()).stream()
                    .anyMatch(Curve::hasHelicity);
        }
        return Optional.ofNullable(line().rates().get(transition))
                .filter(rate -> rate.longitudinalFraction().isPresent())
                .isPresent();
    }

    private Line line() {
        if (table instanceof Line line) {
            return line;
        }
        throw new IllegalStateException("the table " + id() + " is no line");
    }

    /** The spectrum of a transition at one mass [GeV]; nothing if the table does not know it. */
    TabulatedCurve curve(Transition transition, double mass) {
        if (!(table instanceof Continuum continuum)) {
            throw new IllegalStateException("the table " + id() + " is a line and has no spectrum");
        }
        List<Curve> curves = continuum.curves().get(transition.id());
        return curves == null ? TabulatedCurve.NOTHING : TabulatedCurve.at(mass, continuum.masses(), curves);
    }

    /** The branching fraction of a transition at B = 1, over the whole range of q2. */
    double total(Transition transition, Helicity helicity, Candidate candidate) {
        if (table instanceof Continuum) {
            TabulatedCurve curve = stable(candidate).curve(transition, candidate.mass());
            return curve.integral(0, Double.POSITIVE_INFINITY, helicity);
        }
        Rate rate = line().rates().get(transition.id());
        if (rate == null || line().q2() >= transition.q2Max()) {
            return 0;
        }
        double unseen = candidate
                .losses(transition)
                .map(losses -> losses.single(candidate.mass()))
                .orElse(1.0);
        return unseen * rate.ratio() * share(rate, helicity);
    }

    private double share(Rate rate, Helicity helicity) {
        if (helicity == Helicity.TOTAL) {
            return 1;
        }
        double longitudinal = rate.longitudinalFraction()
                .orElseThrow(() -> new IllegalArgumentException("the table " + id() + " has no longitudinal fraction"));
        return helicity == Helicity.LONGITUDINAL ? longitudinal : 1 - longitudinal;
    }

    /** The branching fraction at B = 1 in every bin of q2 [GeV^2]. */
    List<HermitianForm> branchingFractions(
            Transition transition, Helicity helicity, DoubleVector q2Edges, Candidate candidate) {
        TabulatedCurve curve = stable(candidate).curve(transition, candidate.mass());
        List<HermitianForm> bins = new ArrayList<>();
        for (int bin = 0; bin < q2Edges.size() - 1; bin++) {
            bins.add(form(curve.integral(q2Edges.at(bin), q2Edges.at(bin + 1), helicity)));
        }
        return List.copyOf(bins);
    }

    /** A number at B = 1 as a form in the square root of B. */
    static HermitianForm form(double value) {
        return new HermitianForm(1, new double[] {value}, new double[1]);
    }

    private TabulatedScenario stable(Candidate candidate) {
        if (candidate.lifetime().isPresent()) {
            throw new IllegalArgumentException(
                    "the table " + id() + " does not say which particles there are, so their decays are unknown");
        }
        return this;
    }
}
