package emiss.app.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.experiment.TemplateUncertainty;
import emiss.app.config.InputSettings.FormFactorUncertainty;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts systematics in the place of the {@link TemplateUncertainty template uncertainties} that a data set leaves to the
 * engine: the Gaussian terms of arXiv:2403.13887 eqs. (8) and (9) in the words of HistFactory.
 *
 * <p>A covariance of relative shifts becomes shapes with independent standard normal strengths ({@link MonteCarloShapes}),
 * each a histosys that is linear in its parameter. The covariance of a background is that of the correlation of Sigma_SM with
 * the relative errors 1/sqrt(b_i F_MC). Form factors that {@code inputs.formFactorUncertainty} does not let vary by template
 * leave efficiencies in Sigma_SM, but stay in the correlation that the backgrounds borrow.
 */
final class MonteCarloTemplates {
    private MonteCarloTemplates() {}

    /** The data set with systematics for all its template uncertainties; the same one if it has none. */
    static Dataset expand(Dataset dataset, Theory theory) {
        if (!(dataset instanceof CountingData data)
                || data.templateUncertainties().isEmpty()) {
            return dataset;
        }
        List<Channel> channels = new ArrayList<>();
        for (Channel channel : data.channels()) {
            channels.add(data.templateUncertainties().stream()
                    .filter(uncertainty -> uncertainty.channel().equals(channel.name()))
                    .findFirst()
                    .map(uncertainty -> expand(channel, data, uncertainty, theory))
                    .orElse(channel));
        }
        return new CountingData(
                data.id(),
                data.title(),
                data.quality(),
                data.provenance(),
                channels,
                data.responses(),
                data.constraints(),
                data.formFactorParameters());
    }

    private static Channel expand(Channel channel, CountingData data, TemplateUncertainty uncertainty, Theory theory) {
        MonteCarloYields yields = new MonteCarloYields(data, uncertainty, theory);
        boolean byTemplate = theory.settings().formFactorUncertainty() == FormFactorUncertainty.TEMPLATE;
        double[][] full = yields.covariance(true);
        double[][] standardModel = byTemplate ? full : yields.covariance(false);
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : channel.samples()) {
            if (sample.role() == Sample.Role.SIGNAL) {
                addSignal(samples, sample, channel.name(), standardModel, uncertainty.actsOn());
            } else {
                Double ratio = uncertainty.backgrounds().get(sample.name());
                samples.add(
                        ratio == null
                                ? sample
                                : with(
                                        sample,
                                        shifts(
                                                sample.name(),
                                                channel.name(),
                                                backgroundCovariance(full, sample.nominal(), ratio),
                                                sample.nominal(),
                                                sample.nominal())));
            }
        }
        return new Channel(
                channel.name(),
                channel.title(),
                channel.variable(),
                channel.unit(),
                channel.bins(),
                channel.observed(),
                samples);
    }

    private static void addSignal(
            List<Sample> samples,
            Sample signal,
            String channel,
            double[][] covariance,
            TemplateUncertainty.Target actsOn) {
        DoubleVector nominal = signal.nominal();
        if (actsOn == TemplateUncertainty.Target.SIGNAL) {
            samples.add(with(signal, shifts(signal.name(), channel, covariance, nominal, nominal)));
            return;
        }
        // Systematics of the signal act on new particles too; these must not, so a sample without events carries them.
        samples.add(signal);
        DoubleVector none = DoubleVector.generate(nominal.size(), i -> 0);
        List<Systematic> systematics = new ArrayList<>(signal.systematics().stream()
                .filter(systematic -> systematic instanceof Systematic.NormSys
                        || systematic instanceof Systematic.NormFactor
                        || systematic instanceof Systematic.Lumi)
                .toList());
        systematics.addAll(shifts(signal.name(), channel, covariance, nominal, none));
        samples.add(new Sample(signal.name() + " (template)", Sample.Role.BACKGROUND, none, systematics));
    }

    private static Sample with(Sample sample, List<Systematic> added) {
        List<Systematic> systematics = new ArrayList<>(sample.systematics());
        systematics.addAll(added);
        return new Sample(sample.name(), sample.role(), sample.nominal(), systematics);
    }

    /** The correlation of {@code covariance} with the relative errors 1/sqrt(b F_MC); bins that do not vary are uncorrelated. */
    static double[][] backgroundCovariance(double[][] covariance, DoubleVector nominal, double ratio) {
        int size = covariance.length;
        double[][] result = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double errors = nominal.at(i) * nominal.at(j) * ratio * ratio;
                double variances = covariance[i][i] * covariance[j][j];
                double correlation = i == j ? 1 : variances > 0 ? covariance[i][j] / Math.sqrt(variances) : 0;
                result[i][j] = errors > 0 ? correlation / Math.sqrt(errors) : 0;
            }
        }
        return result;
    }

    /** Shifts of {@code template} by relative amounts with the given covariance, around {@code nominal}. */
    private static List<Systematic> shifts(
            String sample, String channel, double[][] covariance, DoubleVector template, DoubleVector nominal) {
        List<Systematic> systematics = new ArrayList<>();
        for (double[] shape : MonteCarloShapes.of(covariance)) {
            systematics.add(new Systematic.HistoSys(
                    privateName(sample, channel, systematics.size()),
                    DoubleVector.generate(shape.length, i -> nominal.at(i) - shape[i] * template.at(i)),
                    DoubleVector.generate(shape.length, i -> nominal.at(i) + shape[i] * template.at(i))));
        }
        return systematics;
    }

    /** A name without a slash, which would share the parameter with other data sets. */
    private static String privateName(String sample, String channel, int index) {
        return ("theta_" + sample + "[" + channel + "," + index + "]").replace('/', '|');
    }
}
