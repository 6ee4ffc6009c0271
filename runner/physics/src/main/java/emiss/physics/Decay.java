package emiss.physics;

import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * A scenario in a transition, at one mass and one scale of new physics; immutable.
 *
 * <p>Couplings are given by name; those left out are zero. A single particle is a line at q2 = mass^2, which its natural width makes a
 * {@link BreitWigner} that multiplies its branching fraction. Neither a single
 * particle in an annihilation nor a particle too heavy for the transition can occur: {@link #isOpen()} is false and all
 * widths are zero.
 */
public final class Decay {
    private final Candidate candidate;
    private final Scenario scenario;
    private final HadronicTransition transition;
    private final double mass;
    private final List<Coupling> couplings;
    private final SlotMap map;

    /**
     * The decay.
     *
     * @param scenario the invisible final state
     * @param transition the hadronic side
     * @param mass mass of the invisible particle [GeV]
     * @param lambda scale of new physics [GeV]
     */
    public Decay(Scenario scenario, HadronicTransition transition, double mass, double lambda) {
        this(new Candidate(scenario, mass, lambda), transition);
    }

    /**
     * The decay of a candidate; in a detector, rates are those of what it does not see.
     *
     * @param candidate the invisible final state
     * @param transition the hadronic side
     */
    public Decay(Candidate candidate, HadronicTransition transition) {
        this.candidate = candidate;
        this.scenario = candidate.scenario();
        this.transition = transition;
        this.mass = candidate.mass();
        this.couplings = List.copyOf(scenario.couplings());
        SlotMap.check(candidate, couplings);
        this.map = new SlotMap(transition, scenario, couplings, candidate.lambda());
    }

    /** {@return the smallest q2 of the invisible system [GeV^2]} */
    public double q2Min() {
        if (isTabulatedContinuum()) {
            return curve().q2Min();
        }
        if (transition.isAnnihilation()) {
            return transition.q2Max();
        }
        if (isWide()) {
            return 0;
        }
        return isSingle() ? mass * mass : 4 * mass * mass;
    }

    /** {@return the largest q2 of the invisible system [GeV^2]} */
    public double q2Max() {
        if (isTabulatedContinuum()) {
            return curve().q2Max();
        }
        return isSingle() && !isWide() && !transition.isAnnihilation() ? mass * mass : transition.q2Max();
    }

    /** {@return whether the decay is kinematically possible} */
    public boolean isOpen() {
        if (isTabulatedContinuum()) {
            return curve().q2Max() > 0;
        }
        if (isSingle()) {
            return !transition.isAnnihilation() && mass * mass < transition.q2Max();
        }
        return 4 * mass * mass < transition.q2Max();
    }

    /** {@return whether dGamma/dq2 is a function: a visible hadron, and two invisible particles or one with a width} */
    public boolean isContinuum() {
        return !transition.isAnnihilation() && (!isSingle() || isWide());
    }

    /**
     * {@return dGamma/dq2 at {@code q2} [GeV^2], zero outside the kinematic range [GeV^-1]}
     *
     * @param values the couplings by name; those not named are zero
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @throws IllegalStateException if the decay is not a continuum in q2
     */
    public double differentialWidth(Map<String, Complex> values, double q2) {
        return differentialWidth(values, q2, Helicity.TOTAL);
    }

    /**
     * {@return dB/dq2 at {@code q2} [GeV^2], as {@link #differentialWidth(Map, double)} [GeV^-2]}
     *
     * @param values the couplings by name; those not named are zero
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    public double differentialBranchingFraction(Map<String, Complex> values, double q2) {
        return differentialWidth(values, q2) * transition.branchingFractionPerWidth();
    }

    /**
     * {@return the width [GeV]}
     *
     * @param values the couplings by name; those not named are zero
     */
    public double width(Map<String, Complex> values) {
        return branchingFraction(values, Helicity.TOTAL) / transition.branchingFractionPerWidth();
    }

    /**
     * {@return the branching fraction; of a particle with a width the factor in front of its line}
     *
     * @param values the couplings by name; those not named are zero
     */
    public double branchingFraction(Map<String, Complex> values) {
        return branchingFraction(values, Helicity.TOTAL);
    }

    /**
     * {@return the longitudinal fraction of dGamma/dq2 at {@code q2} [GeV^2], the spin-0 invisible system included;
     * empty where the rate is zero}
     *
     * @param values the couplings by name; those not named are zero
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    public OptionalDouble longitudinalFraction(Map<String, Complex> values, double q2) {
        if (isHelicityUnknown()) {
            return OptionalDouble.empty();
        }
        return ratio(
                differentialWidth(values, q2, Helicity.LONGITUDINAL), differentialWidth(values, q2, Helicity.TOTAL));
    }

    /**
     * {@return the longitudinal fraction of the width, the spin-0 invisible system included; empty where the width is
     * zero}
     *
     * @param values the couplings by name; those not named are zero
     */
    public OptionalDouble longitudinalFraction(Map<String, Complex> values) {
        if (isHelicityUnknown()) {
            return OptionalDouble.empty();
        }
        return ratio(branchingFraction(values, Helicity.LONGITUDINAL), branchingFraction(values, Helicity.TOTAL));
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }

    private double differentialWidth(Map<String, Complex> values, double q2, Helicity helicity) {
        if (!isContinuum()) {
            throw new IllegalStateException("scenario " + scenario.id() + " in "
                    + transition.transition().id() + " has no spectrum in q2: all of the width is at q2 = " + q2Min()
                    + " GeV^2");
        }
        Complex[] ordered = ordered(values);
        if (isTabulatedContinuum()) {
            return ordered[0].re() * curve().density(q2, helicity) / transition.branchingFractionPerWidth();
        }
        if (!(q2 >= q2Min() && q2 <= q2Max())) {
            return 0;
        }
        if (isWide()) {
            return branchingFraction(values, helicity)
                    / transition.branchingFractionPerWidth()
                    * new BreitWigner(mass, candidate.width()).density(q2);
        }
        double regular = PhaseSpace.regular(q2);
        return pairFactor(regular) * pairRates(ordered, regular, helicity, List.of(transition.at(regular)))[0];
    }

    /** What is left of a pair in a detector, times its phase space. */
    private double pairFactor(double q2) {
        double unseen = candidate
                .losses(transition.transition())
                .map(losses -> losses.pair(mass, q2))
                .orElse(1.0);
        return unseen * PhaseSpace.pair(q2, mass, SlotMap.identical(scenario));
    }

    /** The rates with several hadronic weights: the spectral functions are asked for once. */
    private double[] pairRates(Complex[] ordered, double q2, Helicity helicity, List<HadronicWeights> all) {
        return map.timeIntegratedRates(slots -> {
            SpectralFunctions natural =
                    InvisibleSystem.natural(scenario, mass, slots, ordered).at(q2);
            SpectralFunctions axial =
                    InvisibleSystem.axial(scenario, mass, slots, ordered).at(q2);
            return all.stream()
                    .mapToDouble(weights -> weights.natural(helicity).contract(natural)
                            + weights.axial(helicity).contract(axial))
                    .toArray();
        });
    }

    /**
     * {@return dB/dq2 at {@code q2} [GeV^2] with several form factors, in their order [GeV^-2]} What does not depend on them is
     * computed once.
     *
     * @param values the couplings by name; those not named are zero
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param transitions the transition of this decay with different form factors
     */
    public double[] differentialBranchingFractions(
            Map<String, Complex> values, double q2, List<HadronicTransition> transitions) {
        boolean isPair = isContinuum() && !isTabulatedContinuum() && !isWide();
        if (!isPair || !(q2 >= q2Min() && q2 <= q2Max())) {
            return transitions.stream()
                    .mapToDouble(other -> new Decay(candidate, other).differentialBranchingFraction(values, q2))
                    .toArray();
        }
        double regular = PhaseSpace.regular(q2);
        double factor = pairFactor(regular);
        double[] rates = pairRates(
                ordered(values),
                regular,
                Helicity.TOTAL,
                transitions.stream().map(other -> other.at(regular)).toList());
        for (int i = 0; i < rates.length; i++) {
            rates[i] = factor * rates[i] * transitions.get(i).branchingFractionPerWidth();
        }
        return rates;
    }

    private double branchingFraction(Map<String, Complex> values, Helicity helicity) {
        Complex[] ordered = ordered(values);
        if (scenario instanceof TabulatedScenario table) {
            return ordered[0].re() * table.total(transition.transition(), helicity, candidate);
        }
        if (!isOpen()) {
            return 0;
        }
        Q2Spectrum spectrum =
                isSingle() ? Q2Spectrum.ofLines(transition, helicity) : Q2Spectrum.whole(transition, helicity);
        return map.timeIntegrated(slots -> spectrum.value(candidate, slots, ordered));
    }

    private Complex[] ordered(Map<String, Complex> values) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        Complex[] result = new Complex[couplings.size()];
        for (int i = 0; i < result.length; i++) {
            String name = couplings.get(i).name();
            unknown.remove(name);
            result[i] = values.getOrDefault(name, Complex.ZERO);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("scenario " + scenario.id() + " has no coupling "
                    + String.join(", ", unknown) + ", expected some of "
                    + couplings.stream().map(Coupling::name).toList());
        }
        return result;
    }

    private boolean isTabulatedContinuum() {
        return scenario instanceof TabulatedScenario && !isSingle();
    }

    private TabulatedCurve curve() {
        if (scenario instanceof TabulatedScenario table) {
            return table.curve(transition.transition(), mass);
        }
        throw new IllegalStateException(scenario.id() + " is no table");
    }

    private boolean isHelicityUnknown() {
        return scenario instanceof TabulatedScenario table
                && !table.hasHelicity(transition.transition().id());
    }

    private boolean isWide() {
        return isSingle() && candidate.width() > 0;
    }

    private boolean isSingle() {
        return SlotMap.isSingle(scenario);
    }
}
