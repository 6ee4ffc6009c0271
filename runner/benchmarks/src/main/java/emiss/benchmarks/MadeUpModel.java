package emiss.benchmarks;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.inference.BinnedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A HistFactory model of any size, made up: one channel with a signal of free strength, a bump, above falling backgrounds. Every
 * nuisance parameter has a {@code normsys} and a {@code histosys} in each of the samples on which it acts, as those of detectors have
 * in published likelihoods; all together move a sample by a tenth. Samples share one {@code staterror} a bin. The data are drawn at
 * strength 1 with nuisance parameters drawn too, so that the fit has pulls to find; everything follows from the sizes.
 */
final class MadeUpModel {
    private static final double EVENTS = 1000;
    private static final double BUMP_EVENTS = 100;
    private static final double BUMP_CENTRE = 0.6;
    private static final double BUMP_WIDTH = 0.1;
    private static final double UNCERTAINTY = 0.1;
    /** Four simulated events for one of the data. */
    private static final double SIMULATED = 4;

    private static final double WAVES = 3;

    private final Random random = new Random(1);
    private final int bins;
    private final int samples;
    private final int nuisances;
    private final int acting;
    private final double[] expected;

    private MadeUpModel(int bins, int samples, int nuisances, int acting) {
        this.bins = bins;
        this.samples = samples;
        this.nuisances = nuisances;
        this.acting = acting;
        expected = new double[bins];
    }

    /**
     * Compiles a model.
     *
     * @param bins number of bins
     * @param samples number of samples, the signal included
     * @param nuisances number of nuisance parameters, those of single bins not included
     * @param acting on how many samples each of them acts
     */
    static BinnedModel of(int bins, int samples, int nuisances, int acting) {
        return BinnedModel.of(List.of(new MadeUpModel(bins, samples, nuisances, acting).dataset()));
    }

    private CountingData dataset() {
        double[] truth =
                random.doubles(nuisances).map(x -> random.nextGaussian()).toArray();
        List<Sample> all = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            all.add(sample(s, truth));
        }
        List<Bin> edges = new ArrayList<>();
        double[] observed = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            edges.add(new Bin(bin, bin + 1, ""));
            observed[bin] = Math.max(
                    0, Math.rint(expected[bin] + Math.sqrt(Math.max(0, expected[bin])) * random.nextGaussian()));
        }
        Channel channel = new Channel("channel", "made up", "bin", "1", edges, DoubleVector.of(observed), all);
        return CountingData.builder(
                        "made-up",
                        "A made-up model",
                        Quality.UNPUBLISHED,
                        new Provenance("made up for benchmarks", List.of(), ""),
                        List.of(channel))
                .build();
    }

    private Sample sample(int s, double[] truth) {
        double[] nominal = new double[bins];
        double[] uncertainty = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            nominal[bin] = events(s, x(bin));
            uncertainty[bin] = Math.sqrt(nominal[bin] / SIMULATED);
            expected[bin] += nominal[bin];
        }
        List<Systematic> modifiers = new ArrayList<>();
        for (int k = 0; k < nuisances; k++) {
            if ((k + s) % samples < acting) {
                modify(modifiers, "nuisance" + k, nominal, truth[k]);
            }
        }
        modifiers.add(new Systematic.StatError("simulation", DoubleVector.of(uncertainty)));
        boolean isSignal = s == samples - 1;
        return new Sample(
                isSignal ? "signal" : "background" + s,
                isSignal ? Sample.Role.SIGNAL : Sample.Role.BACKGROUND,
                DoubleVector.of(nominal),
                modifiers);
    }

    private double x(int bin) {
        return (bin + 0.5) / bins;
    }

    private double events(int s, double x) {
        if (s == samples - 1) {
            double pull = (x - BUMP_CENTRE) / BUMP_WIDTH;
            return BUMP_EVENTS * Math.exp(-0.5 * pull * pull);
        }
        return EVENTS / (s + 1) * Math.exp(-(s + 1) * x);
    }

    /** Adds a factor and a shift of the contents, a wave with ends of different size, and what both do to the data. */
    private void modify(List<Systematic> modifiers, String name, double[] nominal, double truth) {
        double size = UNCERTAINTY / Math.sqrt(2.0 * nuisances * acting / samples);
        double factor = size * random.nextGaussian();
        double height = size * random.nextGaussian() * Math.sqrt(2);
        double frequency = WAVES * random.nextDouble();
        double phase = random.nextDouble();
        double asymmetry = 0.7 + 0.6 * random.nextDouble();
        double[] low = new double[bins];
        double[] high = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            double shift = nominal[bin] * height * Math.sin(2 * Math.PI * (frequency * x(bin) + phase));
            low[bin] = nominal[bin] - asymmetry * shift;
            high[bin] = nominal[bin] + shift;
            expected[bin] += truth * (shift + factor * nominal[bin]);
        }
        modifiers.add(new Systematic.NormSys(name, Math.exp(-factor), Math.exp(factor)));
        modifiers.add(new Systematic.HistoSys(name, DoubleVector.of(low), DoubleVector.of(high)));
    }
}
