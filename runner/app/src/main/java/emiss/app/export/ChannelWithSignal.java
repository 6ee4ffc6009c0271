package emiss.app.export;

import emiss.api.DoubleVector;
import emiss.api.UnusedName;
import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Sample.Role;
import emiss.api.experiment.Systematic;
import emiss.inference.SignalShares;
import emiss.inference.StatErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One channel with a sample of new particles beside, or in place of, every sample of the Standard-Model signal. */
final class ChannelWithSignal {
    private final Channel channel;
    private final double[] events;
    private final boolean replacesSignal;
    private final List<Sample> signals;
    private final SignalShares shares;
    private final StatErrors errors;
    /** Sets of staterror factors whose width the new samples keep; the first of them takes the whole error. */
    private final Set<String> balanced = new HashSet<>();

    /**
     * @param events events of new particles per bin, before nuisance parameters act
     * @param replacesSignal whether they contain the Standard Model
     */
    ChannelWithSignal(Channel channel, double[] events, boolean replacesSignal) {
        this.channel = channel;
        this.events = events.clone();
        this.replacesSignal = replacesSignal;
        this.signals = channel.samples().stream()
                .filter(sample -> sample.role() == Role.SIGNAL)
                .toList();
        this.shares = new SignalShares(channel);
        this.errors = new StatErrors(channel);
    }

    Channel folded() {
        if (signals.isEmpty()) {
            return channel;
        }
        boolean silent = Arrays.stream(events).allMatch(value -> value == 0);
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : channel.samples()) {
            boolean isSignal = sample.role() == Role.SIGNAL;
            if (!isSignal || !replacesSignal) {
                samples.add(new Sample(
                        sample.name(),
                        Role.BACKGROUND,
                        sample.nominal(),
                        sample.systematics().stream().map(this::cleaned).toList()));
            }
            if (isSignal && !silent) {
                samples.add(newParticles(sample));
            }
        }
        return channel.with(samples);
    }

    private Sample newParticles(Sample signal) {
        List<Systematic> systematics = new ArrayList<>();
        DoubleVector nominal = scaled(signal, signal.nominal());
        for (Systematic systematic : signal.systematics()) {
            if (systematic instanceof Systematic.HistoSys sys) {
                systematics.add(
                        new Systematic.HistoSys(sys.name(), scaled(signal, sys.low()), scaled(signal, sys.high())));
            } else if (systematic instanceof Systematic.StatError sys) {
                systematics.add(new Systematic.StatError(sys.name(), balancing(sys.name())));
            } else if (systematic instanceof Systematic.ShapeSys sys) {
                systematics.add(shapeSys(signal, sys));
            } else {
                systematics.add(systematic);
            }
        }
        String name =
                UnusedName.of(signals.size() == 1 ? "new_physics" : "new_physics_" + signal.name(), this::isSample);
        return new Sample(name, Role.SIGNAL, nominal, systematics);
    }

    private boolean isSample(String name) {
        return channel.samples().stream().anyMatch(sample -> sample.name().equals(name));
    }

    /** What a content of the Standard-Model sample is for new particles. */
    private DoubleVector scaled(Sample signal, DoubleVector contents) {
        return DoubleVector.generate(events.length, bin -> shares.share(signal, contents.at(bin), bin) * events[bin]);
    }

    /** A factor of one sample cannot be shared with another, but can go over to it. */
    private Systematic shapeSys(Sample signal, Systematic.ShapeSys sys) {
        if (!replacesSignal) {
            throw new IllegalArgumentException("shapesys " + sys.name() + " acts on the signal of channel "
                    + channel.name() + ", which new particles would have to share, as no shapesys can");
        }
        return new Systematic.ShapeSys(sys.name(), scaled(signal, sys.uncertainty()));
    }

    /** Without uncertainties of nothing, which would be some of the events of new particles. */
    private Systematic cleaned(Systematic systematic) {
        if (systematic instanceof Systematic.StatError sys) {
            double[] nominal = errors.contents(sys.name());
            return new Systematic.StatError(
                    sys.name(),
                    DoubleVector.generate(
                            nominal.length,
                            bin -> nominal[bin] > 0 ? sys.uncertainty().at(bin) : 0));
        }
        return systematic;
    }

    /**
     * The uncertainty that keeps the relative one of a set as it is, sqrt(sum of squares)/sum of contents, although the
     * sample of new particles adds to the contents.
     */
    private DoubleVector balancing(String set) {
        if (!balanced.add(set)) {
            return DoubleVector.generate(events.length, bin -> 0);
        }
        double[] nominal = errors.contents(set);
        double[] squares = errors.squares(set);
        double[] remaining = nominal.clone();
        double[] remainingSquares = squares.clone();
        for (Sample signal : signals) {
            DoubleVector added = scaled(signal, signal.nominal());
            for (Systematic systematic : signal.systematics()) {
                if (systematic instanceof Systematic.StatError sys && sys.name().equals(set)) {
                    for (int bin = 0; bin < events.length; bin++) {
                        remaining[bin] += added.at(bin);
                        if (replacesSignal) {
                            remaining[bin] -= signal.nominal().at(bin);
                            remainingSquares[bin] -= square(sys.uncertainty().at(bin));
                        }
                    }
                }
            }
        }
        return DoubleVector.generate(events.length, bin -> {
            if (!(nominal[bin] > 0)) {
                return 0;
            }
            double wanted = squares[bin] * square(remaining[bin] / nominal[bin]);
            double missing = wanted - Math.max(0, remainingSquares[bin]);
            if (missing < -1e-12 * wanted) {
                throw new IllegalArgumentException("staterror " + set + " of channel " + channel.name()
                        + " would need a negative error of the new particles in bin " + bin
                        + ", so that the model cannot be exported");
            }
            return Math.sqrt(Math.max(0, missing));
        });
    }

    private static double square(double value) {
        return value * value;
    }
}
