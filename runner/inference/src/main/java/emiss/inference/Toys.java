package emiss.inference;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Toy data of a fitted hypothesis, drawn from the unconditional ensemble: events, branching fractions and all auxiliary data are
 * drawn anew around what was fitted. Immutable, may be shared between threads.
 *
 * <p>A toy depends on its seed and index alone: they are the key of a counter-based generator (Philox 4x64, Salmon et al., SC11).
 * Draws run over data sets in the order of their ids; in each over events or branching fractions, explicit parameters and
 * per-bin factors. The constraints of parameters of interest come last.
 *
 * <p>Events and the auxiliary data of Poisson constraints are Poisson distributed. Those of Gaussian constraints are normal around
 * the fitted values, correlated where the constraint is, and not below 0 for per-bin factors. A branching fraction is the
 * prediction plus a normal variable, correlated like the measurements, times the error of that side.
 */
public final class Toys {
    private static final double MOST_EVENTS = 1e9;

    private final CompiledModel model;
    private final long seed;
    private final double[] expected;
    private final double[] nuisances;
    private final double[] widths;
    private final double[] measured;
    private final @Nullable SharedStateDiscreteSampler[] events;
    private final @Nullable SharedStateDiscreteSampler[] auxiliary;
    /** What is drawn, in order: the index of a nuisance parameter, or -1 - row. */
    private final int[] order;
    /** Per multivariate constraint the factor L of its precision L L^T. */
    private final List<double[][]> blockRoots;

    private final double[][] measurementRoot;

    /**
     * Prepares the toys of a hypothesis.
     *
     * @param model the model that was fitted
     * @param hypothesis the fit
     * @param seed the seed, see {@link #seed}
     * @throws IllegalArgumentException if the signal fluctuates by itself ({@link SignalModel#fluctuating}) or more events are
     *     expected in a bin than can be drawn
     */
    public Toys(BinnedModel model, FitResult hypothesis, long seed) {
        this.model = model.compiled();
        if (hypothesis.data().model != this.model) {
            throw new IllegalArgumentException("the fit belongs to another model");
        }
        if (!hypothesis.converged()) {
            throw new IllegalArgumentException("the hypothesis of the toys was not fitted: " + hypothesis.reason());
        }
        if (hypothesis.signal().variance != null) {
            throw new IllegalArgumentException(
                    "there are no toys of a data set with newPhysicsStatistics, because its signal is not certain");
        }
        this.seed = seed;
        this.expected = hypothesis.expected();
        this.nuisances = hypothesis.nuisances();
        this.widths = this.model.constraintWidths();
        this.measured = hypothesis.signal().measuredQuantities(hypothesis.signalParameters());
        UniformRandomProvider template = generator(seed, 0);
        this.events = new SharedStateDiscreteSampler[this.model.bins];
        for (int row = 0; row < events.length; row++) {
            events[row] = poisson(template, expected[row]);
        }
        this.auxiliary = new SharedStateDiscreteSampler[this.model.explicit.count()];
        for (int p = 0; p < auxiliary.length; p++) {
            auxiliary[p] = poisson(template, this.model.explicit.at(p).poissonScale() * nuisances[p]);
        }
        this.blockRoots = Arrays.stream(this.model.explicit.blocks)
                .map(block -> Covariance.root(block.precision()))
                .toList();
        this.measurementRoot = Covariance.root(this.model.measured.precision());
        this.order = order(model);
    }

    private static UniformRandomProvider generator(long seed, long index) {
        return RandomSource.PHILOX_4X64.create(new long[] {seed, index, 0, 0, 0, 0});
    }

    private static @Nullable SharedStateDiscreteSampler poisson(UniformRandomProvider template, double mean) {
        if (!(mean < MOST_EVENTS)) {
            throw new IllegalArgumentException(
                    "there are no toys with " + mean + " expected events in a bin, expected below " + MOST_EVENTS);
        }
        return mean > 0 ? PoissonSampler.of(template, mean) : null;
    }

    private static int[] order(BinnedModel model) {
        List<Integer> steps = new ArrayList<>();
        Set<Integer> drawn = new HashSet<>();
        List<Dataset> datasets = new ArrayList<>(model.datasets());
        datasets.sort(Comparator.comparing(Dataset::id));
        for (Dataset dataset : datasets) {
            String prefix = dataset.id() + "/";
            for (int row = 0; row < model.rows(); row++) {
                if (model.rowNames().get(row).startsWith(prefix)) {
                    steps.add(-1 - row);
                }
            }
            if (dataset instanceof CountingData counting) {
                Set<String> own = model.parameters(counting).keySet();
                for (int i = 0; i < model.nuisanceNames().size(); i++) {
                    if (own.contains(model.nuisanceNames().get(i)) && drawn.add(i)) {
                        steps.add(i);
                    }
                }
            }
        }
        return steps.stream().mapToInt(step -> step).toArray();
    }

    /**
     * {@return the seed of the toys of one hypothesis, from 0 to 2^53: different hypotheses of a run have different ones}
     *
     * @param runSeed the seed of the run
     * @param hypothesis what the toys are drawn from, in words; nothing that a fit found, whose last digits would change all toys
     */
    public static long seed(long runSeed, String hypothesis) {
        long hash = mix(runSeed);
        for (int i = 0; i < hypothesis.length(); i++) {
            hash = mix(hash ^ hypothesis.charAt(i));
        }
        // a number of JSON holds 53 bits
        return hash >>> 11;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@return the seed} */
    public long seed() {
        return seed;
    }

    /**
     * {@return one toy}
     *
     * @param index which, from 0
     */
    public PseudoExperiment draw(long index) {
        UniformRandomProvider generator = generator(seed, index);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(generator);
        double[] observed = expected.clone();
        double[] centres = nuisances.clone();
        int explicit = model.explicit.count();
        for (int step : order) {
            int row = -1 - step;
            if (step < 0) {
                observed[row] = row < model.bins ? sample(events[row], generator) : normal.sample();
            } else if (step < explicit) {
                ExplicitParameters.Parameter parameter = model.explicit.at(step);
                if (parameter.isHeld() || !parameter.isConstrained()) {
                    continue;
                }
                centres[step] = parameter.poissonScale() > 0
                        ? sample(auxiliary[step], generator) / parameter.poissonScale()
                        : nuisances[step] + widths[step] * normal.sample();
            } else {
                centres[step] = Math.max(0, nuisances[step] + widths[step] * normal.sample());
            }
        }
        correlate(centres);
        measure(observed);
        double[] constraints = measured.clone();
        for (int i = 0; i < constraints.length; i++) {
            constraints[i] += normal.sample();
        }
        return new PseudoExperiment(new ModelData(model, observed, centres), constraints, OptionalLong.of(index));
    }

    private static double sample(@Nullable SharedStateDiscreteSampler sampler, UniformRandomProvider generator) {
        return sampler == null
                ? 0
                : sampler.withUniformRandomProvider(generator).sample();
    }

    /** Turns independent normal variables into those of the multivariate constraints: L^T y = z has covariance (L L^T)^-1. */
    private void correlate(double[] centres) {
        for (int b = 0; b < blockRoots.size(); b++) {
            int[] p = model.explicit.blocks[b].parameters();
            double[] z = new double[p.length];
            for (int i = 0; i < z.length; i++) {
                z[i] = (centres[p[i]] - nuisances[p[i]]) / widths[p[i]];
            }
            double[] shift = Covariance.solveTransposed(blockRoots.get(b), z);
            for (int i = 0; i < z.length; i++) {
                centres[p[i]] = nuisances[p[i]] + shift[i];
            }
        }
    }

    /** Turns independent normal variables into branching fractions, whose residuals are correlated. */
    private void measure(double[] observed) {
        int count = model.measured.count();
        double[] z = Covariance.solveTransposed(
                measurementRoot, Arrays.copyOfRange(observed, model.bins, model.bins + count));
        for (int i = 0; i < count; i++) {
            AsymmetricResidual residual = model.measured.residuals().get(i);
            // a value above the prediction leaves a prediction below the value, and a residual of -z
            observed[model.bins + i] = expected[model.bins + i]
                    + z[i]
                            / (z[i] > 0
                                    ? residual.mean() - residual.difference()
                                    : residual.mean() + residual.difference());
        }
    }
}
