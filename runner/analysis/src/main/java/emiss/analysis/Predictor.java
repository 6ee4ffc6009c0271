package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.inference.FitOptions;
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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What the best couplings of a scenario predict in any transition, with the error of the fit and that of form factors.
 *
 * <p>Couplings are fitted anew with form factors fixed. The error of the fit is where the lowest -2 ln L among all couplings with the same
 * prediction has risen by 1: for one coupling that of its square. With the form factors of the data moved the couplings change,
 * with those of a prediction the prediction itself; where both are of one process they move together. Belongs to one thread.
 */
public final class Predictor {
    /** Strengths of form factors move by this for derivatives. */
    private static final double STEP = 0.1;

    /** Derivatives are differences of fits, which the usual EDM leaves uncertain by more than 1e-4 of them. */
    private static final FitOptions PRECISE = new FitOptions(FitOptions.DEFAULT.maxIterations(), 1e-11);

    /** Couplings fit as well if -2 ln L rises by less. */
    private static final double FLAT = 1e-4;

    /** Of a parabola the part with so small a rise is 0.01 of that with a rise by 1. */
    private static final double STEEP = 0.1;

    private final Analysis coherent;
    private final Hypothesis hypothesis;
    private final CouplingFit fit;
    private final Map<String, Complex> couplings;
    private final CouplingNodes nodes;
    private final boolean isJoint;
    private final Fitter fitter;
    private final SignalModel signal;
    private final FitResult best;
    /** Of the factor of the couplings squared, if there is one parameter. */
    private final Interval interval;
    /** Fits with one strength of the data moved down, and up, by name. */
    private final Map<String, List<FitResult>> moved = new LinkedHashMap<>();
    /** The best fit, then those. */
    private final List<FitResult> known = new ArrayList<>();

    private final List<Map<String, Double>> drawnStrengths = new ArrayList<>();
    private final List<double[]> drawn = new ArrayList<>();

    /**
     * Fits again with form factors fixed.
     *
     * @param fitted the hypothesis, in any likelihood
     * @param draws how many times form factors are drawn at random
     * @param seed seed of the random numbers
     * @throws IllegalStateException if a fit does not converge, or the data do not respond
     */
    public Predictor(Hypothesis fitted, int draws, long seed) {
        Analysis none = fitted.analysis().with(FormFactorUncertainty.NONE);
        fit = new CouplingFitter(none).fit(fitted.in(none));
        if (fit.hypothesis().couplingParameters() == 0) {
            throw new IllegalStateException("the data do not respond to " + fitted.couplingNames());
        }
        if (!fit.isConverged()) {
            throw new IllegalStateException("the fit did not converge: " + fit.reason());
        }
        couplings = fit.couplings();
        coherent = fitted.analysis().with(FormFactorUncertainty.COHERENT);
        hypothesis = fitted.in(coherent);
        isJoint = hypothesis.couplingParameters() > 1;
        nodes = isJoint ? new CouplingNodes(hypothesis) : new CouplingNodes(couplings);
        fitter = new Fitter(coherent.model(), PRECISE);
        signal = isJoint ? hypothesis.signalModel() : hypothesis.scaled(couplings);
        SignalModel central = held(Map.of());
        best = converged(
                isJoint
                        ? fitter.fit(
                                coherent.data(),
                                central,
                                List.of(fit.result().signalParameters()),
                                coherent.standardModelFit())
                        : fitter.fit(coherent.data(), central));
        interval = isJoint
                ? Interval.UNBOUNDED
                : new ProfileLikelihood(fitter, coherent.data(), central, best).interval(0, 1);
        if (!interval.converged()) {
            throw new IllegalStateException("the interval was not found: " + interval.reason());
        }
        for (String name : coherent.axes().names()) {
            moved.put(name, List.of(fitted(held(Map.of(name, -STEP))), fitted(held(Map.of(name, STEP)))));
        }
        known.add(best);
        moved.values().forEach(known::addAll);
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<String> processes = new TreeSet<>();
        coherent.theory().transitions().stream()
                .filter(transition -> !transition.isAnnihilation())
                .forEach(transition -> processes.add(transition.transition().process()));
        List<String> names = FormFactorAxes.names(coherent.theory(), firstTransitions(coherent.theory(), processes));
        for (int draw = 0; draw < draws; draw++) {
            Map<String, Double> strengths = new LinkedHashMap<>();
            names.forEach(name -> strengths.put(name, random.nextGaussian()));
            drawnStrengths.add(strengths);
            drawn.add(parameters(strengths));
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

    private FitResult fitted(SignalModel held) {
        return converged(fitter.fit(coherent.data(), held, best));
    }

    /** The parameters that fit best with some form factors; the fit begins where the derivatives lead. */
    private double[] parameters(Map<String, Double> strengths) {
        DoubleStream.Builder weights = DoubleStream.builder().add(1);
        moved.keySet().forEach(name -> {
            double part = strengths.get(name) / (2 * STEP);
            weights.add(-part).add(part);
        });
        SignalModel held = held(strengths);
        FitResult found =
                fitter.follow(coherent.data(), held, known, weights.build().toArray());
        return (found.converged() ? found : fitted(held)).signalParameters();
    }

    /** The couplings that the predictions are for; those to which the data do not respond are left out. */
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

    /** Rates of a transition that depend on its form factors: of new particles, then those that couplings do not change. */
    public final class Rates {
        /** How many rates of new particles there are at every node. */
        private final int width;

        private final double[] centre;
        /** Rates with one strength moved down and up, by name: those of the data and those of this transition. */
        private final Map<String, double[][]> shifted = new TreeMap<>();

        /** Rates with the strengths that were drawn; none if no one asks for them. */
        private final List<double[]> atDraws;

        private Rates(FormFactorAxes axes, MovingRows rows, int width, List<Map<String, Double>> draws) {
            this.width = width;
            centre = rows.central();
            TreeSet<String> names = new TreeSet<>(moved.keySet());
            names.addAll(axes.names());
            for (String name : names) {
                shifted.put(name, new double[][] {
                    at(axes, rows, Map.of(name, -STEP)), at(axes, rows, Map.of(name, STEP))
                });
            }
            atDraws = draws.stream().map(strengths -> at(axes, rows, strengths)).toList();
        }

        private static double[] at(FormFactorAxes axes, MovingRows rows, Map<String, Double> strengths) {
            double[] own = axes.names().stream()
                    .mapToDouble(name -> strengths.getOrDefault(name, 0.0))
                    .toArray();
            return rows.at(axes, own);
        }

        /** A prediction. */
        public Prediction predict(PredictedQuantity quantity) {
            boolean isScaled = isScaled(quantity);
            Map<String, Double> variances = new LinkedHashMap<>();
            shifted.forEach((name, rates) -> {
                List<FitResult> downAndUp = moved.getOrDefault(name, List.of(best, best));
                double down = value(quantity, isScaled, downAndUp.get(0).signalParameters(), rates[0]);
                double up = value(quantity, isScaled, downAndUp.get(1).signalParameters(), rates[1]);
                double slope = (up - down) / (2 * STEP);
                variances.merge(FormFactorAxes.processOf(name), slope * slope, Double::sum);
            });
            Map<String, Double> byProcess = new LinkedHashMap<>();
            variances.forEach((process, variance) -> byProcess.put(process, Math.sqrt(variance)));
            List<Double> values = new ArrayList<>();
            for (int draw = 0; draw < atDraws.size(); draw++) {
                values.add(value(quantity, isScaled, drawn.get(draw), atDraws.get(draw)));
            }
            Interval ofFit = interval(quantity);
            return new Prediction(
                    value(quantity, isScaled, best.signalParameters(), centre),
                    ofFit.low(),
                    ofFit.high(),
                    ofFit.reason(),
                    byProcess,
                    values.size() < 2 ? null : Prediction.Draws.of(values));
        }

        private double value(PredictedQuantity quantity, boolean isScaled, double[] phi, double[] rates) {
            double[] weights = nodes.weights(isScaled ? phi : new double[] {1});
            double[] sum = new double[quantity.of().size()];
            for (int i = 0; i < sum.length; i++) {
                if (i < width) {
                    for (int node = 0; node < weights.length; node++) {
                        sum[i] += weights[node] * rates[node * width + i];
                    }
                } else {
                    sum[i] = rates[(weights.length - 1) * width + i];
                }
            }
            return quantity.value(sum);
        }

        /** Whether the parameters matter: a factor of all rates cancels in a ratio of rates of new particles. */
        private boolean isScaled(PredictedQuantity quantity) {
            return isJoint
                    || quantity.per().isEmpty()
                    || more(quantity.of()) != 0
                    || more(quantity.per().get()) != 0;
        }

        /** The part of a sum that couplings do not change, at central form factors. */
        private double more(DoubleVector of) {
            double sum = 0;
            for (int i = width; i < of.size(); i++) {
                sum += of.at(i) * centre[(nodes.nodes().size() - 1) * width + i];
            }
            return sum;
        }

        private CouplingForm form(DoubleVector of) {
            double[] rates = new double[nodes.nodes().size()];
            for (int node = 0; node < rates.length; node++) {
                for (int i = 0; i < width; i++) {
                    rates[node] += of.at(i) * centre[node * width + i];
                }
            }
            return nodes.form(rates);
        }

        /**
         * What couplings predict that fit as well as the best ones, if that is a range: data do not determine several couplings.
         *
         * @param found the prediction
         */
        public Optional<Interval> sameFit(PredictedQuantity quantity, Prediction found) {
            if (!isJoint || quantity.per().isPresent() || form(quantity.of()).scale() == 0) {
                return Optional.empty();
            }
            Interval same = interval(quantity, FLAT);
            return same.high() - same.low() > STEEP * (found.high() - found.low())
                            || same.high() == Double.POSITIVE_INFINITY
                    ? Optional.of(same)
                    : Optional.empty();
        }

        private Interval interval(PredictedQuantity quantity) {
            return interval(quantity, 1);
        }

        /** Where the lowest -2 ln L with the same value has risen so far. */
        private Interval interval(PredictedQuantity quantity, double rise) {
            if (!isJoint) {
                boolean isScaled = isScaled(quantity);
                double one = value(quantity, isScaled, new double[] {interval.low()}, centre);
                double other = value(quantity, isScaled, new double[] {interval.high()}, centre);
                return new Interval(Math.min(one, other), Math.max(one, other), "");
            }
            CouplingForm form = form(quantity.of());
            double more = more(quantity.of());
            if (quantity.per().isPresent()) {
                DoubleVector per = quantity.per().get();
                return new RatioIntervals(fit, form, more, form(per), more(per)).interval();
            }
            if (form.scale() == 0) {
                return new Interval(more, more, "");
            }
            Interval found = new DerivedIntervals(fit.hypothesis().analysis())
                    .interval(fit, form, rise)
                    .interval();
            return new Interval(found.low() + more, found.high() + more, found.reason());
        }
    }

    /** Whether the couplings contain the Standard Model. */
    public boolean containsStandardModel() {
        return hypothesis.scenario().smCoupling().isPresent();
    }

    /**
     * Branching fractions of a transition: of new particles, their longitudinal part, and the same two of the Standard Model.
     */
    public Rates branchingFractions(String transition) {
        FormFactorAxes axes = new FormFactorAxes(coherent.theory(), List.of(transition));
        MovingRows newParticles = MovingRows.of(axes, shift -> {
            Theory theory = axes.shifts().get(shift).theory().alone(transition);
            return nodes.nodes().stream()
                    .flatMapToDouble(values -> Stream.of(Helicity.TOTAL, Helicity.LONGITUDINAL)
                            .mapToDouble(helicity -> newPhysics(theory, transition, helicity, values)))
                    .toArray();
        });
        return new Rates(axes, newParticles.and(coherent.standardModelFractions(transition, axes)), 2, drawnStrengths);
    }

    /** dB/dq2 [GeV^-2] of new particles in a transition at some q2 [GeV^2], without draws of form factors. */
    public Rates spectrum(String transition, double[] q2) {
        FormFactorAxes axes = new FormFactorAxes(coherent.theory(), List.of(transition));
        Candidate candidate = hypothesis.candidate();
        List<Map<String, Complex>> values =
                nodes.nodes().stream().map(hypothesis::scenarioCouplings).toList();
        return new Rates(
                axes,
                MovingRows.of(axes, shift -> {
                    Decay decay = new Decay(
                            candidate.scenario(),
                            axes.shifts().get(shift).theory().transition(transition),
                            candidate.mass(),
                            candidate.lambda());
                    double[] spectrum = new double[values.size() * q2.length];
                    for (int i = 0; i < spectrum.length; i++) {
                        spectrum[i] = decay.differentialBranchingFraction(values.get(i / q2.length), q2[i % q2.length]);
                    }
                    return spectrum;
                }),
                q2.length,
                List.of());
    }

    private double newPhysics(Theory theory, String transition, Helicity helicity, Map<String, Complex> ofHypothesis) {
        Map<String, Complex> values = hypothesis.scenarioCouplings(ofHypothesis);
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
