package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.UnusedName;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.experiment.TemplateUncertainty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts systematics in the place of the {@link TemplateUncertainty template uncertainties} that a data set leaves to the
 * engine: the Gaussian terms of arXiv:2403.13887 eqs. (8) and (9) in the words of HistFactory.
 *
 * <p>Channels of a data set that share form factors have one covariance of relative shifts, which becomes shapes with
 * independent standard normal strengths ({@link MonteCarloShapes}), each a histosys that is linear in its parameter and acts
 * on all of them. The covariance of a background is that of the correlation of Sigma_SM with the relative errors 1/sqrt(b_i
 * F_MC), in all of these channels that have it. Form factors that {@code inputs.formFactorUncertainty} does not let vary by
 * template leave efficiencies in Sigma_SM, but stay in the correlation that the backgrounds borrow. Fluctuations of new
 * particles are no systematics; {@link Analysis} adds them to the signal.
 */
final class MonteCarloTemplates {
    /** A channel of a set that varies together, and where its bins begin among those of the set. */
    private record Member(TemplateUncertainty uncertainty, Channel channel, int firstBin) {}

    private MonteCarloTemplates() {}

    /** The data set with systematics for all its template uncertainties; the same one if it has none. */
    static Dataset expand(Dataset dataset, Theory theory) {
        if (!(dataset instanceof CountingData data)
                || data.templateUncertainties().isEmpty()) {
            return dataset;
        }
        Map<String, Channel> expanded = new HashMap<>();
        Names names = new Names(data);
        for (List<TemplateUncertainty> block : blocks(data, theory)) {
            expand(block, data, theory, names).forEach(channel -> expanded.put(channel.name(), channel));
        }
        return data.with(
                data.channels().stream()
                        .map(channel -> expanded.getOrDefault(channel.name(), channel))
                        .toList(),
                data.formFactorParameters());
    }

    /** The uncertainties in sets that share form factors, directly or through others. */
    static List<List<TemplateUncertainty>> blocks(CountingData data, Theory theory) {
        List<List<TemplateUncertainty>> blocks = new ArrayList<>();
        List<Set<String>> processes = new ArrayList<>();
        for (TemplateUncertainty uncertainty : data.templateUncertainties()) {
            List<TemplateUncertainty> block = new ArrayList<>();
            Set<String> ofBlock = new HashSet<>();
            data.responses().stream()
                    .filter(response -> response.channel().equals(uncertainty.channel()))
                    .flatMap(response -> response.mixture().transitions().stream())
                    .map(transition ->
                            theory.transition(transition).transition().process())
                    .forEach(ofBlock::add);
            for (int i = blocks.size() - 1; i >= 0; i--) {
                if (processes.get(i).stream().anyMatch(ofBlock::contains)) {
                    block.addAll(0, blocks.remove(i));
                    ofBlock.addAll(processes.remove(i));
                }
            }
            block.add(uncertainty);
            blocks.add(block);
            processes.add(ofBlock);
        }
        return blocks;
    }

    private static List<Channel> expand(
            List<TemplateUncertainty> block, CountingData data, Theory theory, Names names) {
        MonteCarloYields yields = new MonteCarloYields(data, block, theory);
        boolean byTemplate = theory.formFactorUncertainty() == FormFactorUncertainty.TEMPLATE;
        double[][] full = yields.covariance(true);
        double[][] standardModel = byTemplate ? full : yields.covariance(false);
        List<Member> members = members(block, data);
        String first = members.get(0).channel.name();
        Map<String, List<double[]>> ofBackground = new TreeMap<>();
        simulated(members, full.length)
                .forEach((name, events) ->
                        ofBackground.put(name, MonteCarloShapes.of(backgroundCovariance(full, events))));
        List<double[]> ofSignal = MonteCarloShapes.of(standardModel);
        String signalName = names.set("theta_SM", first);
        Map<String, String> backgroundNames = new TreeMap<>();
        ofBackground.keySet().forEach(name -> backgroundNames.put(name, names.set("theta_b", name + "," + first)));
        List<Channel> channels = new ArrayList<>();
        for (Member member : members) {
            List<Sample> samples = new ArrayList<>();
            for (Sample sample : member.channel.samples()) {
                if (sample.role() == Sample.Role.SIGNAL) {
                    addSignal(samples, sample, signalName, ofSignal, member);
                } else if (member.uncertainty.backgrounds().containsKey(sample.name())) {
                    samples.add(with(
                            sample,
                            shifts(
                                    backgroundNames.get(sample.name()),
                                    ofBackground.get(sample.name()),
                                    member.firstBin,
                                    sample.nominal(),
                                    sample.nominal())));
                } else {
                    samples.add(sample);
                }
            }
            channels.add(member.channel.with(samples));
        }
        return channels;
    }

    private static List<Member> members(List<TemplateUncertainty> block, CountingData data) {
        List<Member> members = new ArrayList<>();
        int firstBin = 0;
        for (TemplateUncertainty uncertainty : block) {
            Channel channel = data.channels().stream()
                    .filter(candidate -> candidate.name().equals(uncertainty.channel()))
                    .findFirst()
                    .orElseThrow();
            members.add(new Member(uncertainty, channel, firstBin));
            firstBin += channel.bins().size();
        }
        return members;
    }

    /** b_i F_MC of every background that varies, by name; 0 in channels where it does not. */
    private static Map<String, double[]> simulated(List<Member> members, int bins) {
        Map<String, double[]> simulated = new TreeMap<>();
        for (Member member : members) {
            for (Sample sample : member.channel.samples()) {
                Double ratio = member.uncertainty.backgrounds().get(sample.name());
                if (ratio != null) {
                    double[] events = simulated.computeIfAbsent(sample.name(), name -> new double[bins]);
                    for (int i = 0; i < sample.nominal().size(); i++) {
                        events[member.firstBin + i] = sample.nominal().at(i) * ratio;
                    }
                }
            }
        }
        return simulated;
    }

    private static void addSignal(
            List<Sample> samples, Sample signal, String set, List<double[]> shapes, Member member) {
        DoubleVector nominal = signal.nominal();
        if (member.uncertainty.actsOn() == TemplateUncertainty.Target.SIGNAL) {
            samples.add(with(signal, shifts(set, shapes, member.firstBin, nominal, nominal)));
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
        systematics.addAll(shifts(set, shapes, member.firstBin, nominal, none));
        samples.add(new Sample(signal.name() + " (template)", Sample.Role.BACKGROUND, none, systematics));
    }

    private static Sample with(Sample sample, List<Systematic> added) {
        List<Systematic> systematics = new ArrayList<>(sample.systematics());
        systematics.addAll(added);
        return sample.with(systematics);
    }

    /**
     * The correlation of {@code covariance} with the relative errors 1/sqrt(b F_MC); bins that do not vary are uncorrelated.
     *
     * @param simulated b F_MC of every bin
     */
    static double[][] backgroundCovariance(double[][] covariance, double[] simulated) {
        int size = covariance.length;
        double[][] result = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double errors = simulated[i] * simulated[j];
                double variances = covariance[i][i] * covariance[j][j];
                double correlation = i == j ? 1 : variances > 0 ? covariance[i][j] / Math.sqrt(variances) : 0;
                result[i][j] = errors > 0 ? correlation / Math.sqrt(errors) : 0;
            }
        }
        return result;
    }

    /** Shifts of the bins from {@code firstBin} on, by {@code shapes} relative to {@code template}, around {@code nominal}. */
    private static List<Systematic> shifts(
            String set, List<double[]> shapes, int firstBin, DoubleVector template, DoubleVector nominal) {
        List<Systematic> systematics = new ArrayList<>();
        for (int k = 0; k < shapes.size(); k++) {
            double[] shape = shapes.get(k);
            systematics.add(new Systematic.HistoSys(
                    set + "," + k + "]",
                    DoubleVector.generate(template.size(), i -> nominal.at(i) - shape[firstBin + i] * template.at(i)),
                    DoubleVector.generate(template.size(), i -> nominal.at(i) + shape[firstBin + i] * template.at(i))));
        }
        return systematics;
    }

    /** The names of the sets of shapes of a data set: each begins as no parameter of the data set and no other set does. */
    private static final class Names {
        private final CountingData data;
        private final Set<String> given = new HashSet<>();

        Names(CountingData data) {
            this.data = data;
        }

        /** The name of a set, {@code kind[owner}, without a slash, which would share the parameters with other data sets. */
        String set(String kind, String owner) {
            String inside = "[" + owner.replace('/', '|');
            return UnusedName.of(kind, name -> isBegin(name + "[") || !given.add(name + inside)) + inside;
        }

        private boolean isBegin(String beginning) {
            return data.systematics().anyMatch(systematic -> systematic.name().startsWith(beginning));
        }
    }
}
