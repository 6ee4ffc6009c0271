package emiss.inference;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import emiss.experiments.belle2.BelleIIHadronicTag;
import emiss.experiments.belle2.BelleIIInclusiveTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Data sets for tests. */
final class Models {
    static final Provenance PROVENANCE = new Provenance("made for a test", List.of(), "");
    static final Dataset ITA = new BelleIIInclusiveTag().dataset(new JsonDatasetReader());
    static final Dataset HTA = new BelleIIHadronicTag().dataset(new JsonDatasetReader());

    private Models() {}

    static CountingData counting(String id, Channel... channels) {
        return counting(id, List.of(), channels);
    }

    static CountingData counting(String id, List<GaussianConstraint> constraints, Channel... channels) {
        return CountingData.builder(id, id, Quality.UNPUBLISHED, PROVENANCE, List.of(channels))
                .constraints(constraints)
                .build();
    }

    /** One channel, "c" of the data set "d", with a signal of one event a bin and a background "b". */
    static BinnedModel counts(double[] observed, double[] background, Systematic... systematics) {
        double[] one = new double[observed.length];
        Arrays.fill(one, 1);
        return BinnedModel.of(
                List.of(counting("d", channel("c", observed, signal(one), background("b", background, systematics)))));
    }

    static BranchingFractionData fractions(
            String id, List<DoubleVector> correlation, BranchingFractionData.Measurement... measurements) {
        return new BranchingFractionData(
                id, id, Quality.UNPUBLISHED, PROVENANCE, List.of(measurements), correlation, null);
    }

    static Channel channel(String name, double[] observed, Sample... samples) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < observed.length; i++) {
            bins.add(new Bin(i, i + 1, ""));
        }
        return new Channel(name, name, "q2", "GeV^2", bins, DoubleVector.of(observed), List.of(samples));
    }

    static Sample signal(double[] nominal, Systematic... systematics) {
        return new Sample("signal", Sample.Role.SIGNAL, DoubleVector.of(nominal), List.of(systematics));
    }

    static Sample background(String name, double[] nominal, Systematic... systematics) {
        return new Sample(name, Sample.Role.BACKGROUND, DoubleVector.of(nominal), List.of(systematics));
    }

    static Systematic.HistoSys histoSys(String name, double[] low, double[] high) {
        return new Systematic.HistoSys(name, DoubleVector.of(low), DoubleVector.of(high));
    }

    static Systematic.StatError statError(String name, double... uncertainty) {
        return new Systematic.StatError(name, DoubleVector.of(uncertainty));
    }

    /** Two data sets with every kind of modifier, a shared parameter, a multivariate constraint and Gaussian rows. */
    static List<Dataset> random(Random random) {
        CountingData first = counting(
                "first",
                List.of(new GaussianConstraint(
                        List.of("a", "b"),
                        DoubleVector.of(0.1, -0.2),
                        List.of(DoubleVector.of(1.2, 0.4), DoubleVector.of(0.4, 0.9)))),
                randomChannel(random, "c", 4, true, "s"),
                randomChannel(random, "d", 3, false, "t"));
        CountingData second = counting("second", randomChannel(random, "c", 5, true, "s"));
        BranchingFractionData third = fractions(
                "third",
                List.of(DoubleVector.of(1, 0.3), DoubleVector.of(0.3, 1)),
                new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2.0, 0.5, 0.8),
                new BranchingFractionData.Measurement(Mixture.of("Bs->inv"), 0.5, 0.3, 0.3));
        return List.of(first, third, second);
    }

    private static Channel randomChannel(Random random, String name, int bins, boolean signal, String set) {
        List<Sample> samples = new ArrayList<>();
        if (signal) {
            double[] nominal = positive(random, bins, 5, 15);
            nominal[1] = 0;
            samples.add(signal(
                    nominal,
                    shift(random, "shared/shape", nominal),
                    shift(random, "a", nominal),
                    new Systematic.NormSys("b", 0.85, 1.2),
                    new Systematic.Lumi("lumi", 1.1, 0.03),
                    statError("signal " + set, positive(random, bins, 0.3, 1))));
        }
        double[] one = positive(random, bins, 20, 60);
        double[] two = positive(random, bins, 30, 50);
        double[] three = positive(random, bins, 5, 8);
        double[] half = positive(random, bins, 1, 2);
        half[0] = 0;
        samples.add(background(
                "one",
                one,
                shift(random, "a", one),
                shift(random, "shared/shape", one),
                new Systematic.NormSys("norm", 0.9, 1.3),
                statError("mc " + set, positive(random, bins, 1, 4))));
        samples.add(background(
                "two",
                two,
                shift(random, "a", two),
                new Systematic.NormSys("b", 1.1, 0.95),
                new Systematic.NormSys("norm", 0.8, 1.1),
                statError("mc " + set, positive(random, bins, 1, 4))));
        samples.add(background(
                "three",
                three,
                new Systematic.NormFactor("free"),
                shift(random, "c", three),
                new Systematic.ShapeSys("poisson " + name, DoubleVector.of(half))));
        samples.add(background(
                "four",
                positive(random, bins, 10, 12),
                new Systematic.Lumi("lumi", 1.1, 0.03),
                statError("own " + set, half),
                statError("other " + set, positive(random, bins, 1, 2))));
        if (!signal) {
            samples.add(background("five", positive(random, bins, 2, 4), new Systematic.ShapeFactor("factor " + name)));
        }
        double[] observed = new double[bins];
        for (int i = 0; i < bins; i++) {
            observed[i] = poisson(random, one[i] + two[i] + three[i] + 14);
        }
        return channel(name, observed, samples.toArray(Sample[]::new));
    }

    private static Systematic.HistoSys shift(Random random, String name, double[] nominal) {
        double[] low = nominal.clone();
        double[] high = nominal.clone();
        for (int i = 0; i < nominal.length; i++) {
            // Both ends on opposite sides: otherwise the likelihood has several minima.
            double shift = nominal[i] * 0.1 * random.nextGaussian();
            low[i] -= shift * (0.7 + 0.6 * random.nextDouble());
            high[i] += shift;
        }
        return histoSys(name, low, high);
    }

    static double[] positive(Random random, int size, double from, double to) {
        return random.doubles(size, from, to).toArray();
    }

    static double poisson(Random random, double mean) {
        double left = mean;
        int n = 0;
        while (true) {
            left += Math.log(random.nextDouble());
            if (left < 0) {
                return n;
            }
            n++;
        }
    }

    /** A fluctuation of data and auxiliary data around a fit; factors' centres are truncated at 0. */
    static ModelData toy(BinnedModel model, FitResult fit, Random random) {
        double[] observed = fit.expected();
        for (int row = 0; row < model.bins(); row++) {
            observed[row] = poisson(random, observed[row]);
        }
        double[] centres = fit.nuisances();
        double[] widths = model.constraintWidths();
        for (int i = 0; i < centres.length; i++) {
            if (widths[i] < Double.POSITIVE_INFINITY) {
                centres[i] += widths[i] * random.nextGaussian();
            }
            ExplicitParameters explicit = model.compiled().explicit;
            if (i >= explicit.count() || explicit.at(i).lowerBound() == 0) {
                centres[i] = Math.max(0, centres[i]);
            }
        }
        return model.data(observed, centres);
    }

    /** {@link #quadratic} with fluctuations of its quadratic part, less a little, which forbids them at small couplings. */
    static SignalModel fluctuating(Random random, int rows) {
        SignalModel signal = quadratic(random, rows);
        double[] constant = new double[rows];
        Arrays.fill(constant, 1, 3, -0.3);
        return signal.fluctuating(
                SignalModel.of(signal.parameters(), constant, signal.polynomial.linear, signal.polynomial.quadratic));
    }

    /** A signal with two couplings, one of them also linear, in all rows of {@link #random}. */
    static SignalModel quadratic(Random random, int rows) {
        double[] constant = positive(random, rows, 4, 8);
        double[][] linear = {positive(random, rows, 0, 0.5), new double[rows]};
        double[] mixed = positive(random, rows, -0.3, 0.3);
        double[][][] quadratic = {{positive(random, rows, 0.5, 2), mixed}, {mixed, positive(random, rows, 0.5, 3)}};
        // The last two rows are branching fractions near 2 and 0.5.
        for (int row = rows - 2; row < rows; row++) {
            constant[row] *= 0.1;
            linear[0][row] *= 0.1;
            mixed[row] *= 0.1;
            quadratic[0][0][row] *= 0.1;
            quadratic[1][1][row] *= 0.1;
        }
        return SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1).constrained(0.5, 2), ParameterOfInterest.free("h", 0.8)),
                constant,
                linear,
                quadratic);
    }
}
