package emiss.inference;

import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;

/**
 * How the events of a signal in the bins of a channel are divided among its signal samples: in proportion to their nominal
 * contents, equally where these add up to 0.
 */
public final class SignalShares {
    private final double[] template;
    private int samples;

    /**
     * Adds up the signal samples of a channel.
     *
     * @param channel the channel
     */
    public SignalShares(Channel channel) {
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

    /**
     * {@return what contents of a signal sample are for one event of the signal, at a luminosity of 1}
     *
     * @param sample the sample
     * @param contents its contents in the bin, nominal or not [events]
     * @param bin number of the bin, counted from 0
     */
    public double share(Sample sample, double contents, int bin) {
        return template[bin] == 0 ? 1 / (samples * luminosity(sample)) : contents / template[bin];
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
