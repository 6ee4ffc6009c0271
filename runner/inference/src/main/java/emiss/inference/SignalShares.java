package emiss.inference;

import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;

/**
 * How the events of a signal in the bins of a channel are divided among its signal samples: in proportion to their nominal
 * contents, equally where these add up to 0.
 */
final class SignalShares {
    private final double[] template;
    private int samples;

    SignalShares(Channel channel) {
        template = new double[channel.bins().size()];
        for (Sample sample : channel.samples()) {
            if (sample.role() == Sample.Role.SIGNAL) {
                samples++;
                for (int bin = 0; bin < template.length; bin++) {
                    template[bin] += sample.nominal().at(bin) * luminosity(sample);
                }
            }
        }
    }

    /** Events of the signal at nominal parameters. */
    double template(int bin) {
        return template[bin];
    }

    /** The part that a sample has of them, at a luminosity of 1. */
    double share(Sample sample, int bin) {
        return template[bin] == 0
                ? 1 / (samples * luminosity(sample))
                : sample.nominal().at(bin) / template[bin];
    }

    /** What one event of a shift is relative to the signal; 0 where there is nothing to be relative to. */
    double perEvent(int bin) {
        return template[bin] == 0 ? 0 : 1 / template[bin];
    }

    private static double luminosity(Sample sample) {
        double product = 1;
        for (Systematic systematic : sample.systematics()) {
            if (systematic instanceof Systematic.Lumi lumi) {
                product *= lumi.central();
            }
        }
        return product;
    }
}
