package emiss.analysis;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.ParameterOfInterest;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.physics.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What limits, significances and impacts are about: x >= 0, the strength mu of the Standard-Model signal, or the square of a
 * coupling at one mass. All else is profiled.
 *
 * @param parameter x in the likelihood; empty if the data do not respond to it
 * @param hypothesis the couplings at one mass; empty for mu
 * @param coupling name of the coupling; {@code mu} for mu
 * @param unit the coupling at x = 1; 1 for mu
 * @param offset what is added to x, for mu
 */
public record TestedStrength(
        Optional<TestedParameter> parameter,
        Optional<Hypothesis> hypothesis,
        String coupling,
        double unit,
        double offset) {
    /** What mu is called. */
    public static final String MU = "mu";

    /** mu >= 0, tested from no signal on. */
    public static TestedStrength mu(Analysis analysis) {
        return mu(analysis, analysis.rescaledStandardModel(), 0);
    }

    /** mu >= 1, tested from the Standard Model on: x = mu - 1. */
    public static TestedStrength aboveStandardModel(Analysis analysis) {
        SignalModel signal = analysis.signalTerms()
                .add(analysis.standardModelEvents())
                .add(ParameterOfInterest.free(MU, 1), analysis.standardModelEvents())
                .build();
        return mu(analysis, signal, 1);
    }

    private static TestedStrength mu(Analysis analysis, SignalModel signal, double offset) {
        return new TestedStrength(
                Optional.of(TestedParameter.linear(signal, 0)).filter(found -> analysis.respondsToSignalStrength()),
                Optional.empty(),
                MU,
                1,
                offset);
    }

    /**
     * The square of a coupling, or a branching fraction.
     *
     * @param couplings the coupling first, then others that are profiled; all others are zero
     * @param withStandardModel whether the events of the Standard Model are there too, unless the couplings contain them
     */
    public static TestedStrength coupling(
            Analysis analysis, Candidate candidate, List<Basis.Variable> couplings, boolean withStandardModel) {
        Hypothesis hypothesis = analysis.hypothesis(candidate, couplings, false);
        String name = couplings.get(0).name();
        int index = hypothesis.freeParameter(name, Set.of());
        Optional<TestedParameter> parameter = Optional.empty();
        if (index >= 0) {
            int size = hypothesis.couplingParameters();
            parameter = Optional.of(
                    size == 1 && !analysis.hasFluctuations()
                            ? TestedParameter.linear(hypothesis.linearSignal(withStandardModel), 0)
                            : TestedParameter.squared(hypothesis.signal(withStandardModel), index, size));
        }
        return new TestedStrength(parameter, Optional.of(hypothesis), name, hypothesis.unitOf(name), 0);
    }

    /** The parameter; an exception if the data do not respond to it. */
    public TestedParameter requiredParameter() {
        return parameter.orElseThrow(() -> new IllegalStateException("the data do not respond to " + coupling));
    }

    /** The best fit to the data of a likelihood, found from where x is 0. */
    public FitResult bestFit(Analysis analysis) {
        StrengthFitter fitter = new StrengthFitter(analysis.model(), FitOptions.DEFAULT);
        PseudoExperiment data = PseudoExperiment.observed(analysis.data());
        TestedParameter tested = requiredParameter();
        return fitter.best(data, tested, fitter.at(data, tested, 0, analysis.standardModelFit()))
                .fit();
    }

    /** One coupling that stands for several in a fixed ratio: it times the ratio of each is that coupling. */
    public static Basis.Variable inRatio(Basis.Variable limited, Map<Basis.Variable, Double> ratios) {
        Map<String, Double> couplings = new LinkedHashMap<>(limited.couplings());
        ratios.forEach((variable, ratio) ->
                variable.couplings().forEach((name, weight) -> couplings.merge(name, ratio * weight, Double::sum)));
        return new Basis.Variable(limited.name(), couplings, limited.factor());
    }

    /** The coupling, or mu, at a value of x. */
    public double coupling(double x) {
        if (isMu()) {
            return x + offset;
        }
        return isLinear() ? unit * x : unit * Math.sqrt(Math.max(0, x));
    }

    /** How the coupling, or mu, changes with x. */
    public double slope(double x) {
        return isMu() ? 1 : isLinear() ? unit : 0.5 * coupling(x) / x;
    }

    /** Whether the coupling is a branching fraction, and so in proportion to x. */
    private boolean isLinear() {
        return hypothesis.map(Hypothesis::isLinear).orElse(false);
    }

    /** The value of x at a coupling, or mu. */
    public double x(double value) {
        if (isMu()) {
            return value - offset;
        }
        return isLinear() ? value / unit : value * value / (unit * unit);
    }

    /** Whether this is mu. */
    public boolean isMu() {
        return hypothesis.isEmpty();
    }

    /** The branching fraction that the coupling alone has at x = 1; empty if the transition is closed to it. */
    public Optional<Double> branchingFraction(String transition) {
        return hypothesis.flatMap(found -> Optional.ofNullable(
                found.branchingFractions(Map.of(coupling, Complex.real(unit))).get(transition)));
    }
}
