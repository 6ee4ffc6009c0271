package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import emiss.api.experiment.NuisanceGroup;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks of an experiment plugin and its data set; each throws an {@link AssertionError} that says what is wrong. */
public final class ExperimentChecks {
    private static final Pattern PARAMETER = Pattern.compile("[^/\\s]+(/[^/\\s]+)?");

    private ExperimentChecks() {}

    /**
     * {@return the data set of a plugin, as the engine reads it}
     *
     * @param experiment the plugin
     */
    public static Dataset read(Experiment experiment) {
        return experiment.dataset(new JsonDatasetReader());
    }

    /**
     * The id is well formed, and also that of the data set, which has a title; label, group and place of the colour are
     * well formed too.
     *
     * @param experiment the plugin
     */
    public static void checkIdentity(Experiment experiment) {
        PluginChecks.checkId(experiment.id());
        Dataset dataset = read(experiment);
        assertThat(dataset.id()).as("the id of the data set").isEqualTo(experiment.id());
        assertThat(dataset.title()).as("the title of the data set").isNotBlank();
        PluginChecks.checkLook(experiment.label(), experiment.colourOrder());
        experiment.group().ifPresent(ExperimentChecks::checkGroup);
    }

    private static void checkGroup(ExperimentGroup group) {
        PluginChecks.checkId(group.id());
        PluginChecks.checkLook(group.label(), group.colourOrder());
    }

    /**
     * Reading twice gives equal data sets.
     *
     * @param experiment the plugin
     */
    public static void checkRepeatable(Experiment experiment) {
        assertThat(read(experiment)).as("the data set when read again").isEqualTo(read(experiment));
    }

    /**
     * The sources can be looked up: at least one identifier, each without blanks at its ends.
     *
     * @param dataset the data set
     */
    public static void checkProvenance(Dataset dataset) {
        assertThat(dataset.provenance().identifiers())
                .as("identifiers (arXiv, DOI, HEPData) of data set %s", dataset.id())
                .isNotEmpty()
                .allSatisfy(identifier -> assertThat(identifier).isNotBlank().isEqualTo(identifier.strip()));
    }

    /**
     * Every transition is in the catalogue that comes with Emiss.
     *
     * @param dataset the data set
     */
    public static void checkTransitions(Dataset dataset) {
        List<String> catalogue = StandardInputs.builtIn().transitions().stream()
                .map(Transition::id)
                .toList();
        assertThat(dataset.transitions())
                .as("transitions of data set %s", dataset.id())
                .allSatisfy(transition -> assertThat(catalogue).contains(transition));
    }

    /**
     * Channels have names and titles; where events were observed, some are expected.
     *
     * @param dataset the data set
     */
    public static void checkChannels(Dataset dataset) {
        for (Channel channel : channels(dataset)) {
            assertThat(channel.name()).as("a channel name").isNotBlank();
            assertThat(channel.title())
                    .as("the title of channel %s", channel.name())
                    .isNotBlank();
            assertThat(channel.variable())
                    .as("the variable of channel %s", channel.name())
                    .isNotBlank();
            assertThat(channel.unit())
                    .as("the unit of channel %s", channel.name())
                    .isNotBlank();
            for (int i = 0; i < channel.bins().size(); i++) {
                int bin = i;
                double expected = channel.samples().stream()
                        .mapToDouble(sample -> sample.nominal().at(bin))
                        .sum();
                if (channel.observed().at(bin) > 0) {
                    assertThat(expected)
                            .as("expected events in bin %s of channel %s", bin + 1, channel.name())
                            .isPositive();
                }
            }
            for (Sample sample : channel.samples()) {
                assertThat(sample.nominal().sum())
                        .as("expected events of %s in channel %s", sample.name(), channel.name())
                        .isPositive();
            }
        }
    }

    /**
     * Responses are not negative and not all zero, and no part of a rate is counted twice.
     *
     * @param dataset the data set
     */
    public static void checkResponses(Dataset dataset) {
        if (dataset instanceof CountingData counting) {
            for (Response response : counting.responses()) {
                String what = "the response of " + response.channel() + " to " + response.mixture();
                double largest = 0;
                for (DoubleVector row : response.eventsPerBranchingFraction()) {
                    for (double events : row.toArray()) {
                        assertThat(events).as(what).isNotNegative();
                        largest = Math.max(largest, events);
                    }
                }
                assertThat(largest).as("the largest entry of %s", what).isPositive();
                assertThat(response.q2Edges().at(0))
                        .as("the lowest q2 edge of %s", what)
                        .isNotNegative();
                assertThat(counting.responses().stream()
                                .filter(other -> other.channel().equals(response.channel())
                                        && other.mixture().transitions().stream()
                                                .anyMatch(response.mixture().transitions()::contains)
                                        && overlap(other.helicity(), response.helicity())))
                        .as("responses that share a part of the rate with %s", what)
                        .hasSize(1);
            }
        }
    }

    /**
     * Parameter names are words, or two words joined by a slash if shared with other data sets; form-factor parameters
     * and constrained parameters exist, and the former act on the signal; no parameter is in two nuisance groups.
     *
     * @param dataset the data set
     */
    public static void checkParameters(Dataset dataset) {
        if (dataset instanceof CountingData counting) {
            Set<String> all = names(counting, false);
            assertThat(all)
                    .as("names of parameters: words, with one slash inside if shared")
                    .allMatch(name -> PARAMETER.matcher(name).matches());
            assertThat(names(counting, true))
                    .as("parameters of the signal")
                    .containsAll(counting.formFactorParameters());
            for (String name : all) {
                assertThat(counting.nuisanceGroups().stream()
                                .filter(group -> group.contains(name))
                                .map(NuisanceGroup::id))
                        .as("declared nuisance groups of parameter %s", name)
                        .hasSizeLessThanOrEqualTo(1);
            }
            counting.constraints()
                    .forEach(constraint -> assertThat(all)
                            .as("parameters of data set %s", dataset.id())
                            .containsAll(constraint.parameters()));
        }
    }

    private static boolean overlap(Helicity one, Helicity other) {
        return one == other || one == Helicity.TOTAL || other == Helicity.TOTAL;
    }

    private static List<Channel> channels(Dataset dataset) {
        return dataset instanceof CountingData counting ? counting.channels() : List.of();
    }

    private static Set<String> names(CountingData counting, boolean signalOnly) {
        Set<String> names = new TreeSet<>();
        for (Channel channel : counting.channels()) {
            for (Sample sample : channel.samples()) {
                if (!signalOnly || sample.role() == Sample.Role.SIGNAL) {
                    sample.systematics().stream().map(Systematic::name).forEach(names::add);
                }
            }
        }
        return names;
    }
}
