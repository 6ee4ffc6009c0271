package emiss.analysis;

import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.physics.HadronicTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the best couplings of a scenario predict in any transition, with the error of the fit and that of form factors.
 *
 * <p>The data determine x, a factor of all couplings squared, whose ratios are those of the best fit. It is fitted anew with form factors
 * fixed; its interval gives the error of the fit. With the form factors of the data moved x changes, with those of a prediction the
 * prediction itself; where both are of one process they move together. Belongs to one thread.
 */
public final class Predictor {
    /** Strengths of form factors move by this for derivatives. */
    private static final double STEP = 0.1;

    private final Analysis coherent;
    private final Hypothesis hypothesis;
    private final Map<String, Complex> couplings;
    private final Fitter fitter;
    private final SignalModel signal;
    private final FitResult best;
    private final Interval interval;
    /** x with one strength of the data moved down or up, by name. */
    private final Map<String, double[]> moved = new LinkedHashMap<>();

    private final List<Map<String, Double>> drawnStrengths = new ArrayList<>();
    private final List<Double> drawn = new ArrayList<>();

    /**
     * Fits again with form factors fixed.
     *
     * @param fitted the hypothesis, in a likelihood of real data
     * @param draws how many times form factors are drawn at random
     * @param seed seed of the random numbers
     * @throws IllegalStateException if a fit does not converge, or the data do not respond
     */
    public Predictor(Hypothesis fitted, int draws, long seed) {
        Analysis none = fitted.analysis().with(FormFactorUncertainty.NONE);
        CouplingFit fit = new CouplingFitter(none).fit(fitted.in(none));
        if (fit.hypothesis().couplingParameters() == 0) {
            throw new IllegalStateException("the data do not respond to " + fitted.couplingNames());
        }
        if (!fit.isConverged()) {
            throw new IllegalStateException("the fit did not converge: " + fit.reason());
        }
        couplings = fit.couplings();
        coherent = fitted.analysis().with(FormFactorUncertainty.COHERENT);
        hypothesis = fitted.in(coherent);
        fitter = new Fitter(coherent.model());
        signal = hypothesis.scaled(couplings);
        SignalModel central = held(Map.of());
        best = converged(fitter.fit(coherent.data(), central));
        interval = new ProfileLikelihood(fitter, coherent.data(), central, best).interval(0, 1);
        if (!interval.converged()) {
            throw new IllegalStateException("the interval was not found: " + interval.reason());
        }
        for (String name : coherent.axes().names()) {
            moved.put(name, new double[] {scale(Map.of(name, -STEP)), scale(Map.of(name, STEP))});
        }
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<String> processes = new TreeSet<>();
        coherent.theory().transitions().stream()
                .filter(transition -> !transition.isAnnihilation())
                .forEach(transition -> processes.add(transition.transition().process()));
        FormFactorAxes all = new FormFactorAxes(coherent.theory(), firstTransitions(coherent.theory(), processes));
        for (int draw = 0; draw < draws; draw++) {
            Map<String, Double> strengths = new LinkedHashMap<>();
            all.names().forEach(name -> strengths.put(name, random.nextGaussian()));
            drawnStrengths.add(strengths);
            drawn.add(scale(strengths));
        }
    }

    private static List<String> firstTransitions(Theory theory, TreeSet<String> processes) {
        return processes.stream()
                .map(process -> theory.transitions().stream()
                        .map(HadronicTransition::transition)
                        .filter(transition -> transition.process().equals(process))
                        .findFirst()
                        .orElseThrow()
                        .id())
                .toList();
    }

    private static FitResult converged(FitResult fit) {
        if (!fit.converged()) {
            throw new IllegalStateException("the fit did not converge: " + fit.reason());
        }
        return fit;
    }

    /** The signal with all strengths of form factors held; those that are not named at 0. */
    private SignalModel held(Map<String, Double> strengths) {
        SignalModel left = signal;
        for (int k = left.parameters().size() - 1; k >= 0; k--) {
            String name = left.parameters().get(k).name();
            if (coherent.axes().names().contains(name)) {
                left = left.fix(k, strengths.getOrDefault(name, 0.0));
            }
        }
        return left;
    }

    private double scale(Map<String, Double> strengths) {
        return converged(fitter.fit(coherent.data(), held(strengths), best)).signalParameters()[0];
    }

    /** The couplings that the predictions are for. */
    public Map<String, Complex> couplings() {
        return couplings;
    }

    /** -2 ln(L/L_SM) of the fit with form factors fixed. */
    public double t() {
        return best.deviance() - fitter.fit(coherent.data(), standardModel()).deviance();
    }

    private SignalModel standardModel() {
        SignalModel left = coherent.standardModel();
        for (int k = left.parameters().size() - 1; k >= 0; k--) {
            left = coherent.axes().names().contains(left.parameters().get(k).name()) ? left.fix(k, 0) : left;
        }
        return left;
    }

    /** A quantity made of rates. */
    @FunctionalInterface
    public interface Quantity {
        /**
         * Its value.
         *
         * @param x factor of the couplings squared
         * @param rates what {@link Rates} holds, for some form factors
         */
        double of(double x, double[] rates);
    }

    /** Rates of a transition that depend on its form factors. */
    public final class Rates {
        private final double[] centre;
        /** Rates with one strength moved down and up, by name: those of the data and those of this transition. */
        private final Map<String, double[][]> shifted = new TreeMap<>();

        private final List<double[]> atDraws;

        private Rates(FormFactorAxes axes, MovingRows rows) {
            centre = rows.central();
            TreeSet<String> names = new TreeSet<>(moved.keySet());
            names.addAll(axes.names());
            for (String name : names) {
                shifted.put(name, new double[][] {
                    at(axes, rows, Map.of(name, -STEP)), at(axes, rows, Map.of(name, STEP))
                });
            }
            atDraws = drawnStrengths.stream()
                    .map(strengths -> at(axes, rows, strengths))
                    .toList();
        }

        private static double[] at(FormFactorAxes axes, MovingRows rows, Map<String, Double> strengths) {
            double[] own = axes.names().stream()
                    .mapToDouble(name -> strengths.getOrDefault(name, 0.0))
                    .toArray();
            return rows.at(axes, own);
        }

        /** A prediction. */
        public Prediction predict(Quantity quantity) {
            double x = best.signalParameters()[0];
            Map<String, Double> variances = new LinkedHashMap<>();
            shifted.forEach((name, rates) -> {
                double[] scales = moved.getOrDefault(name, new double[] {x, x});
                double down = quantity.of(scales[0], rates[0]);
                double up = quantity.of(scales[1], rates[1]);
                double slope = (up - down) / (2 * STEP);
                variances.merge(FormFactorAxes.processOf(name), slope * slope, Double::sum);
            });
            Map<String, Double> byProcess = new LinkedHashMap<>();
            variances.forEach((process, variance) -> byProcess.put(process, Math.sqrt(variance)));
            List<Double> values = new ArrayList<>();
            for (int draw = 0; draw < drawn.size(); draw++) {
                values.add(quantity.of(drawn.get(draw), atDraws.get(draw)));
            }
            return new Prediction(
                    quantity.of(x, centre),
                    quantity.of(interval.low(), centre),
                    quantity.of(interval.high(), centre),
                    byProcess,
                    values.size() < 2 ? null : Prediction.Draws.of(values));
        }
    }

    /** Whether the couplings contain the Standard Model. */
    public boolean containsStandardModel() {
        return hypothesis.scenario().smCoupling().isPresent();
    }

    /**
     * Branching fractions of a transition at x = 1: of new particles, their longitudinal part, and the same two of the Standard
     * Model.
     */
    public Rates branchingFractions(String transition) {
        List<String> one = List.of(transition);
        FormFactorAxes axes = new FormFactorAxes(coherent.theory(), one);
        return new Rates(axes, MovingRows.of(axes, shift -> {
            Theory theory = alone(axes.shifts().get(shift).theory(), transition);
            return new double[] {
                newPhysics(theory, transition, Helicity.TOTAL),
                newPhysics(theory, transition, Helicity.LONGITUDINAL),
                theory.standardModel(transition, Helicity.TOTAL),
                theory.standardModel(transition, Helicity.LONGITUDINAL)
            };
        }));
    }

    /** The same theory with spectra of its own, which are forgotten with it: there are hundreds of shifts. */
    private static Theory alone(Theory theory, String transition) {
        HadronicTransition moved = theory.transition(transition);
        return moved.isAnnihilation() ? theory : theory.with(moved.formFactors());
    }

    /** dB/dq2 [GeV^-2] of new particles in a transition at x = 1, at some q2 [GeV^2]. */
    public Rates spectrum(String transition, double[] q2) {
        FormFactorAxes axes = new FormFactorAxes(coherent.theory(), List.of(transition));
        Candidate candidate = hypothesis.candidate();
        Map<String, Complex> values = hypothesis.scenarioCouplings(couplings);
        return new Rates(axes, MovingRows.of(axes, shift -> {
            Decay decay = new Decay(
                    candidate.scenario(),
                    axes.shifts().get(shift).theory().transition(transition),
                    candidate.mass(),
                    candidate.lambda());
            double[] spectrum = new double[q2.length];
            for (int i = 0; i < q2.length; i++) {
                spectrum[i] = decay.differentialBranchingFraction(values, q2[i]);
            }
            return spectrum;
        }));
    }

    private double newPhysics(Theory theory, String transition, Helicity helicity) {
        Map<String, Complex> values = hypothesis.scenarioCouplings(couplings);
        Candidate candidate = hypothesis.candidate();
        List<Coupling> named = candidate.scenario().couplings().stream()
                .filter(coupling -> values.containsKey(coupling.name()))
                .toList();
        return theory.branchingFraction(transition, helicity, candidate, named)
                .value(named.stream()
                        .map(coupling -> values.getOrDefault(coupling.name(), Complex.ZERO))
                        .toList());
    }
}
