package emiss.api.experiment;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Observed counts with a HistFactory model of signal and background.
 *
 * @param id the name of the experiment plugin or of the file
 * @param title a short title
 * @param quality how close the data set is to what the experiment would fit
 * @param provenance sources of the figures
 * @param channels the analysis bins; names are unique
 * @param responses the response to new particles; several for one channel add up
 * @param constraints multivariate constraints; parameters not named there have standard ones
 * @param formFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
 * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per channel, all
 *     with the same draws and seed
 * @param parameters settings of parameters beyond their modifiers; at most one per name
 * @param signalStrength what the factor on the signal samples is called, for its settings and for exports
 * @param nuisanceGroups sources of uncertainty, beyond those of {@link NuisanceGroup#BUILT_IN}; no parameter is in two
 * @param detector where unstable particles would be seen; null if unknown
 */
public record CountingData(
        String id,
        String title,
        Quality quality,
        Provenance provenance,
        List<Channel> channels,
        List<Response> responses,
        List<GaussianConstraint> constraints,
        Set<String> formFactorParameters,
        List<TemplateUncertainty> templateUncertainties,
        List<ParameterSettings> parameters,
        String signalStrength,
        List<NuisanceGroup> nuisanceGroups,
        @Nullable Detector detector)
        implements Dataset {
    /** What the factor on the signal samples is called unless the data set says otherwise. */
    public static final String SIGNAL_STRENGTH = "mu";

    /**
     * {@return a data set to be completed; all that is not set is empty or has its standard}
     *
     * @param id the name of the experiment plugin or of the file
     * @param title a short title
     * @param quality how close the data set is to what the experiment would fit
     * @param provenance sources of the figures
     * @param channels the analysis bins; names are unique
     */
    public static Builder builder(
            String id, String title, Quality quality, Provenance provenance, List<Channel> channels) {
        return new Builder(id, title, quality, provenance, channels);
    }

    /** {@return this data set, to be changed} */
    public Builder toBuilder() {
        return new Builder(id, title, quality, provenance, channels)
                .responses(responses)
                .constraints(constraints)
                .formFactorParameters(formFactorParameters)
                .templateUncertainties(templateUncertainties)
                .parameters(parameters)
                .signalStrength(signalStrength)
                .nuisanceGroups(nuisanceGroups)
                .detector(detector);
    }

    /**
     * {@return the same data set with other channels and form-factor parameters, without template uncertainties;
     * settings of parameters that the channels do not use are dropped}
     *
     * @param newChannels the analysis bins
     * @param newFormFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
     */
    public CountingData with(List<Channel> newChannels, Set<String> newFormFactorParameters) {
        Set<String> used = parametersOf(newChannels).collect(Collectors.toSet());
        used.add(signalStrength);
        return toBuilder()
                .channels(newChannels)
                .formFactorParameters(newFormFactorParameters)
                .templateUncertainties(List.of())
                .parameters(parameters.stream()
                        .filter(settings -> used.contains(settings.name()))
                        .toList())
                .build();
    }

    /** {@return the channels that have a response to new particles} */
    public List<Channel> respondingChannels() {
        Set<String> responding = responses.stream().map(Response::channel).collect(Collectors.toSet());
        return channels.stream()
                .filter(channel -> responding.contains(channel.name()))
                .toList();
    }

    /** {@return the modifiers of all samples, channel by channel} */
    public Stream<Systematic> systematics() {
        return systematicsOf(channels);
    }

    private static Stream<String> parametersOf(List<Channel> channels) {
        return systematicsOf(channels).map(Systematic::name);
    }

    private static Stream<Systematic> systematicsOf(List<Channel> channels) {
        return channels.stream()
                .flatMap(channel -> channel.samples().stream())
                .flatMap(sample -> sample.systematics().stream());
    }

    /**
     * {@return id of the nuisance group that a parameter belongs to, declared or built in}
     *
     * @param parameter name of the parameter, as in {@link Systematic#name()}
     */
    public String nuisanceGroupOf(String parameter) {
        if (formFactorParameters.contains(parameter)) {
            return NuisanceGroup.FORM_FACTORS;
        }
        if (systematics()
                .anyMatch(systematic -> systematic.name().equals(parameter)
                        && (systematic instanceof Systematic.StatError || systematic instanceof Systematic.ShapeSys))) {
            return NuisanceGroup.MC_STATISTICS;
        }
        return nuisanceGroups.stream()
                .filter(group -> group.contains(parameter))
                .map(NuisanceGroup::id)
                .findFirst()
                .orElse(NuisanceGroup.OTHERS);
    }

    @Override
    public List<String> transitions() {
        return responses.stream()
                .flatMap(response -> response.mixture().transitions().stream())
                .distinct()
                .toList();
    }

    /**
     * Checks that channel names are unique, and that responses and template uncertainties match their channels.
     *
     * @param id the name of the experiment plugin or of the file
     * @param title a short title
     * @param quality how close the data set is to what the experiment would fit
     * @param provenance sources of the figures
     * @param channels the analysis bins; names are unique
     * @param responses the response to new particles; several for one channel add up
     * @param constraints multivariate constraints; parameters not named there have standard ones
     * @param formFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
     * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per
     *     channel, all with the same draws and seed
     * @param parameters settings of parameters beyond their modifiers; at most one per name
     * @param signalStrength what the factor on the signal samples is called, for its settings and for exports
     * @param nuisanceGroups sources of uncertainty, beyond those of {@link NuisanceGroup#BUILT_IN}; no parameter is in
     *     two
     * @param detector where unstable particles would be seen; null if unknown
     */
    public CountingData {
        channels = List.copyOf(channels);
        responses = List.copyOf(responses);
        constraints = List.copyOf(constraints);
        formFactorParameters = Collections.unmodifiableSet(new TreeSet<>(formFactorParameters));
        templateUncertainties = List.copyOf(templateUncertainties);
        parameters = List.copyOf(parameters);
        nuisanceGroups = List.copyOf(nuisanceGroups);
        Set<String> names = new HashSet<>();
        for (Channel channel : channels) {
            if (!names.add(channel.name())) {
                throw new IllegalArgumentException("data set " + id + " has two channels " + channel.name());
            }
        }
        for (Response response : responses) {
            Channel channel = channels.stream()
                    .filter(candidate -> candidate.name().equals(response.channel()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("data set " + id + " has a response for channel "
                            + response.channel() + ", which does not exist"));
            if (response.eventsPerBranchingFraction().size() != channel.bins().size()) {
                throw new IllegalArgumentException("the response of " + channel.name() + " has "
                        + response.eventsPerBranchingFraction().size() + " rows, expected "
                        + channel.bins().size() + ", one per bin");
            }
            if (channel.samples().stream().noneMatch(sample -> sample.role() == Sample.Role.SIGNAL)) {
                throw new IllegalArgumentException(
                        "channel " + channel.name() + " has a response but no signal sample that it would add to");
            }
        }
        Set<String> uncertain = new HashSet<>();
        for (TemplateUncertainty uncertainty : templateUncertainties) {
            if (!uncertain.add(uncertainty.channel())) {
                throw new IllegalArgumentException(
                        "data set " + id + " has two template uncertainties of channel " + uncertainty.channel());
            }
            check(id, uncertainty, channels, responses);
            TemplateUncertainty first = templateUncertainties.get(0);
            if (uncertainty.draws() != first.draws() || uncertainty.seed() != first.seed()) {
                throw new IllegalArgumentException("the template uncertainties of channels " + first.channel() + " and "
                        + uncertainty.channel() + " of data set " + id + " have different draws or seeds, expected the"
                        + " same, because channels vary together");
            }
        }
        Set<String> set = new HashSet<>();
        for (ParameterSettings settings : parameters) {
            if (!set.add(settings.name())) {
                throw new IllegalArgumentException(
                        "data set " + id + " has two settings of parameter " + settings.name());
            }
            Optional<String> misfit = settings.misfit(channels, signalStrength);
            if (misfit.isPresent()) {
                throw new IllegalArgumentException("data set " + id + ": " + misfit.get());
            }
        }
        Set<String> groups = new HashSet<>();
        for (NuisanceGroup group : nuisanceGroups) {
            if (!groups.add(group.id())) {
                throw new IllegalArgumentException("data set " + id + " has two nuisance groups " + group.id());
            }
        }
    }

    private static void check(
            String id, TemplateUncertainty uncertainty, List<Channel> channels, List<Response> responses) {
        String name = uncertainty.channel();
        Channel channel = channels.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("data set " + id
                        + " has a template uncertainty of channel " + name + ", which does not exist"));
        List<DoubleVector> edges = responses.stream()
                .filter(response -> response.channel().equals(name))
                .map(Response::q2Edges)
                .distinct()
                .toList();
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(
                    "channel " + name + " has a template uncertainty but no response to find it with");
        }
        int size = uncertainty.efficiencyUncertainty().size();
        if (size > 0 && edges.size() > 1) {
            throw new IllegalArgumentException("channel " + name
                    + " has an efficiency uncertainty, but its responses have different q2 edges, expected the same");
        }
        if (size > 0 && size != edges.get(0).size() - 1) {
            throw new IllegalArgumentException("the efficiency uncertainty of channel " + name + " has " + size
                    + " numbers, expected " + (edges.get(0).size() - 1) + ", one per q2 bin of the response");
        }
        for (String background : uncertainty.backgrounds().keySet()) {
            if (channel.samples().stream()
                    .noneMatch(sample -> sample.role() == Sample.Role.BACKGROUND
                            && sample.name().equals(background))) {
                throw new IllegalArgumentException("the template uncertainty of channel " + name + " names the sample "
                        + background + ", which is not a background of that channel");
            }
        }
    }

    /** {@return a hash of the id: that of all numbers would take long, and data sets are looked up for every study} */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Collects the parts of a data set. */
    public static final class Builder {
        private final String id;
        private final String title;
        private final Quality quality;
        private final Provenance provenance;
        private List<Channel> channels;
        private List<Response> responses = List.of();
        private List<GaussianConstraint> constraints = List.of();
        private Set<String> formFactorParameters = Set.of();
        private List<TemplateUncertainty> templateUncertainties = List.of();
        private List<ParameterSettings> parameters = List.of();
        private String signalStrength = SIGNAL_STRENGTH;
        private List<NuisanceGroup> nuisanceGroups = List.of();
        private @Nullable Detector detector;

        private Builder(String id, String title, Quality quality, Provenance provenance, List<Channel> channels) {
            this.id = id;
            this.title = title;
            this.quality = quality;
            this.provenance = provenance;
            this.channels = channels;
        }

        /**
         * {@return this builder}
         *
         * @param value the analysis bins; names are unique
         */
        public Builder channels(List<Channel> value) {
            channels = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the response to new particles; several for one channel add up
         */
        public Builder responses(List<Response> value) {
            responses = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value multivariate constraints; parameters not named there have standard ones
         */
        public Builder constraints(List<GaussianConstraint> value) {
            constraints = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the nuisance parameters that stand for form-factor uncertainties of the signal
         */
        public Builder formFactorParameters(Set<String> value) {
            formFactorParameters = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value uncertainties of templates that the engine derives from theory
         */
        public Builder templateUncertainties(List<TemplateUncertainty> value) {
            templateUncertainties = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value settings of parameters beyond their modifiers
         */
        public Builder parameters(List<ParameterSettings> value) {
            parameters = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value what the factor on the signal samples is called
         */
        public Builder signalStrength(String value) {
            signalStrength = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value sources of uncertainty
         */
        public Builder nuisanceGroups(List<NuisanceGroup> value) {
            nuisanceGroups = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value where unstable particles would be seen; null if unknown
         */
        public Builder detector(@Nullable Detector value) {
            detector = value;
            return this;
        }

        /** {@return the data set} */
        public CountingData build() {
            return new CountingData(
                    id,
                    title,
                    quality,
                    provenance,
                    channels,
                    responses,
                    constraints,
                    formFactorParameters,
                    templateUncertainties,
                    parameters,
                    signalStrength,
                    nuisanceGroups,
                    detector);
        }
    }
}
