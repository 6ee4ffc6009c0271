package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Helicity;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.experiment.TemplateUncertainty;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads data sets in the format {@code emiss-dataset/1}, a JSON document.
 *
 * <p>Every document has {@code format}, {@code kind} ({@code counting} or {@code branching-fractions}), {@code id}, {@code
 * title}, {@code quality} (in the words of {@link Quality#text()}) and {@code provenance}: {@code citation}, and
 * optionally {@code identifiers} and {@code note}.
 *
 * <p>{@code counting} adds {@code channels} and optionally {@code responses}, {@code constraints} and {@code
 * formFactorParameters}, all named as in the types of {@code emiss.api.experiment}. A systematic says its {@code type} in
 * the words of HistFactory: {@code normfactor}, {@code normsys} ({@code low}, {@code high}), {@code histosys} ({@code
 * low}, {@code high}, one number per bin), {@code staterror} and {@code shapesys} ({@code uncertainty}, one number per
 * bin), {@code shapefactor}, {@code lumi} ({@code central}, {@code uncertainty}). A response has {@code transition},
 * {@code helicity}, {@code channel}, {@code q2Edges} [GeV^2] and either {@code eventsPerBranchingFraction}, one row per
 * analysis bin, or {@code numberDensity} (events of a simulated sample per analysis bin and bin of generated q2) with
 * {@code sampleBranchingFraction} (that of the sample, per bin of generated q2), of which it is the ratio. {@code
 * withoutGeneratedQ2}, one number per analysis bin, keeps published events without a generated q2; it is checked and not
 * used.
 *
 * <p>A counting data set may leave template uncertainties to the engine: {@code templateUncertainties} lists {@code
 * channel}, {@code draws} and {@code seed} (both the same in all entries), and optionally {@code actsOn} ({@code standard model}, the default, or {@code
 * signal}), {@code efficiencyUncertainty} (relative, one number per q2 bin of the responses of the channel) and {@code
 * backgrounds} (an object: for each background sample with shifts of its own, the ratio of simulated to expected events).
 * {@code newPhysicsStatistics} (false unless it says true) lets the events of new particles fluctuate by the square root of
 * their number.
 *
 * <p>{@code parameters} are settings of parameters beyond their modifiers, as in a measurement of pyhf: {@code name}, and
 * optionally {@code inits}, {@code bounds}, {@code fixed}, {@code auxdata}, {@code sigmas} and {@code factors}. {@code
 * signalStrength} is the name of the factor on the signal samples, {@code mu} unless given.
 *
 * <p>{@code branching-fractions} adds {@code measurements} ({@code transition}, {@code value}, {@code errorLow}, {@code
 * errorHigh}) and optionally {@code correlation}.
 *
 * <p>Stateless; may be used by several threads.
 */
public final class JsonDatasetReader implements DatasetReader {
    /** The name of the format, the value of the field {@code format}. */
    public static final String FORMAT = "emiss-dataset/1";

    private static final Map<String, Quality> QUALITIES = choices(Quality.values(), Quality::text);
    private static final Map<String, Helicity> HELICITIES = choices(Helicity.values(), JsonDatasetReader::lowerCase);
    private static final Map<String, Sample.Role> ROLES = choices(Sample.Role.values(), JsonDatasetReader::lowerCase);
    private static final Map<String, TemplateUncertainty.Target> TARGETS = choices(
            TemplateUncertainty.Target.values(), target -> lowerCase(target).replace('_', ' '));
    private static final Map<String, DataKind> KINDS = choices(DataKind.values(), kind -> kind.text);
    private static final Map<String, SystematicType> TYPES =
            choices(SystematicType.values(), JsonDatasetReader::lowerCase);

    private static final List<String> RESPONSE_FIELDS =
            List.of("eventsPerBranchingFraction", "numberDensity", "sampleBranchingFraction", "withoutGeneratedQ2");

    private enum DataKind {
        COUNTING("counting"),
        BRANCHING_FRACTIONS("branching-fractions");

        private final String text;

        DataKind(String text) {
            this.text = text;
        }
    }

    private enum SystematicType {
        NORMFACTOR,
        NORMSYS,
        HISTOSYS,
        STATERROR,
        SHAPESYS,
        SHAPEFACTOR,
        LUMI
    }

    /** A reader. */
    public JsonDatasetReader() {}

    @Override
    public Dataset read(InputStream content, String name) {
        return new Reading().read(content, name);
    }

    private static <E extends Enum<E>> Map<String, E> choices(E[] values, Function<E, String> text) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : values) {
            choices.put(text.apply(value), value);
        }
        return Collections.unmodifiableMap(choices);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** One document on its way from text to data set. */
    private static final class Reading {
        private final FormatReading format = new FormatReading();
        private final Problems problems = format.problems();
        private final Map<String, String> typeOfParameter = new HashMap<>();
        private final Set<String> constrained = new LinkedHashSet<>();

        Dataset read(InputStream content, String name) {
            ObjectDecoder decoder = format.open(content, name, FORMAT, "the data set");
            DataKind kind = decoder.requiredOneOf("kind", KINDS, DataKind.COUNTING);
            boolean kindIsKnown = problems.isEmpty();
            String id = decoder.string("id");
            String title = decoder.string("title");
            Quality quality = decoder.requiredOneOf("quality", QUALITIES, Quality.UNPUBLISHED);
            Optional<Provenance> provenance = format.provenance(decoder);
            Optional<Dataset> dataset = Optional.empty();
            if (kindIsKnown) {
                dataset = kind == DataKind.COUNTING
                        ? counting(decoder, id, title, quality, provenance)
                        : branchingFractions(decoder, id, title, quality, provenance);
                decoder.finish();
            }
            problems.throwIfAny();
            return dataset.orElseThrow(() -> new IllegalStateException(name + " gave neither data nor problems"));
        }

        private Optional<Dataset> counting(
                ObjectDecoder decoder, String id, String title, Quality quality, Optional<Provenance> provenance) {
            Map<String, Integer> binsOfChannel = new LinkedHashMap<>();
            Set<String> channelsWithSignal = new LinkedHashSet<>();
            List<Channel> channels = new ArrayList<>();
            for (Node node : decoder.list("channels")) {
                channel(node, binsOfChannel, channelsWithSignal).ifPresent(channels::add);
            }
            if (decoder.has("channels") && decoder.list("channels").isEmpty() && problems.isEmpty()) {
                problems.add(decoder.location("channels"), "\"channels\" is empty, expected at least one channel");
            }
            List<Response> responses = new ArrayList<>();
            for (Node node : decoder.optionalList("responses")) {
                response(node, binsOfChannel, channelsWithSignal).ifPresent(responses::add);
            }
            List<GaussianConstraint> constraints = new ArrayList<>();
            for (Node node : decoder.optionalList("constraints")) {
                constraint(node).ifPresent(constraints::add);
            }
            List<String> formFactorParameters = decoder.optionalStrings("formFactorParameters");
            format.unique(decoder, "formFactorParameters", formFactorParameters);
            for (int i = 0; i < formFactorParameters.size(); i++) {
                parameterExists(
                        FormatReading.item(decoder, "formFactorParameters", i).location(),
                        "item " + (i + 1) + " of \"formFactorParameters\"",
                        formFactorParameters.get(i));
            }
            List<TemplateUncertainty> templateUncertainties = new ArrayList<>();
            Set<String> uncertainChannels = new LinkedHashSet<>();
            for (Node node : decoder.optionalList("templateUncertainties")) {
                templateUncertainty(node, binsOfChannel, channels, responses, uncertainChannels, templateUncertainties)
                        .ifPresent(templateUncertainties::add);
            }
            String signalStrength = decoder.string("signalStrength", CountingData.SIGNAL_STRENGTH);
            List<ParameterSettings> parameters = new ArrayList<>();
            for (Node node : decoder.optionalList("parameters")) {
                SettingsDecoder.settings(node, channels, signalStrength, parameters, format)
                        .ifPresent(parameters::add);
            }
            return format.build(
                    0,
                    decoder.location(),
                    () -> new CountingData(
                            id,
                            title,
                            quality,
                            provenance.orElseThrow(),
                            channels,
                            responses,
                            constraints,
                            Set.copyOf(formFactorParameters),
                            templateUncertainties,
                            parameters,
                            signalStrength));
        }

        private Optional<Channel> channel(
                Node node, Map<String, Integer> binsOfChannel, Set<String> channelsWithSignal) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a channel", problems);
            String name = decoder.string("name");
            String title = decoder.string("title");
            String variable = decoder.string("variable");
            String unit = decoder.string("unit");
            List<Bin> bins = new ArrayList<>();
            List<Node> binNodes = decoder.list("bins");
            for (Node binNode : binNodes) {
                bin(binNode).ifPresent(bins::add);
            }
            int size = binNodes.size();
            DoubleVector observed = format.nonNegativeVector(decoder, "observed", size, "bin");
            Set<String> sampleNames = new LinkedHashSet<>();
            List<Sample> samples = new ArrayList<>();
            for (Node sampleNode : decoder.list("samples")) {
                sample(sampleNode, size, sampleNames).ifPresent(samples::add);
            }
            decoder.finish();
            if (decoder.has("name") && binsOfChannel.putIfAbsent(name, size) != null) {
                problems.add(decoder.location("name"), "there are two channels \"" + name + "\"");
            }
            if (samples.stream().anyMatch(sample -> sample.role() == Sample.Role.SIGNAL)) {
                channelsWithSignal.add(name);
            }
            return format.build(
                    before, node.location(), () -> new Channel(name, title, variable, unit, bins, observed, samples));
        }

        private Optional<Bin> bin(Node node) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a bin", problems);
            double low = decoder.number("low");
            double high = decoder.number("high");
            String selection = decoder.string("selection", "");
            decoder.finish();
            return format.build(before, node.location(), () -> new Bin(low, high, selection));
        }

        private Optional<Sample> sample(Node node, int bins, Set<String> names) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a sample", problems);
            String name = decoder.string("name");
            Sample.Role role = decoder.requiredOneOf("role", ROLES, Sample.Role.BACKGROUND);
            DoubleVector nominal = format.vector(decoder, "nominal", bins, "bin");
            List<Systematic> systematics = new ArrayList<>();
            Set<String> seen = new LinkedHashSet<>();
            for (Node systematicNode : decoder.optionalList("systematics")) {
                systematic(systematicNode, bins, seen).ifPresent(systematics::add);
            }
            decoder.finish();
            if (decoder.has("name") && !names.add(name)) {
                problems.add(decoder.location("name"), "the channel has two samples \"" + name + "\"");
            }
            return format.build(before, node.location(), () -> new Sample(name, role, nominal, systematics));
        }

        private Optional<Systematic> systematic(Node node, int bins, Set<String> seen) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a systematic", problems);
            SystematicType type = decoder.requiredOneOf("type", TYPES, SystematicType.NORMFACTOR);
            if (problems.count() > before) {
                return Optional.empty();
            }
            String name = decoder.string("name");
            Optional<Systematic> systematic = switch (type) {
                case NORMFACTOR -> done(before, decoder, () -> new Systematic.NormFactor(name));
                case SHAPEFACTOR -> done(before, decoder, () -> new Systematic.ShapeFactor(name));
                case NORMSYS -> {
                    double low = decoder.number("low");
                    double high = decoder.number("high");
                    yield done(before, decoder, () -> new Systematic.NormSys(name, low, high));
                }
                case HISTOSYS -> {
                    DoubleVector low = format.vector(decoder, "low", bins, "bin");
                    DoubleVector high = format.vector(decoder, "high", bins, "bin");
                    yield done(before, decoder, () -> new Systematic.HistoSys(name, low, high));
                }
                case STATERROR -> {
                    DoubleVector uncertainty = format.nonNegativeVector(decoder, "uncertainty", bins, "bin");
                    yield done(before, decoder, () -> new Systematic.StatError(name, uncertainty));
                }
                case SHAPESYS -> {
                    DoubleVector uncertainty = format.nonNegativeVector(decoder, "uncertainty", bins, "bin");
                    yield done(before, decoder, () -> new Systematic.ShapeSys(name, uncertainty));
                }
                case LUMI -> {
                    double central = decoder.number("central");
                    double uncertainty = decoder.number("uncertainty");
                    yield done(before, decoder, () -> new Systematic.Lumi(name, central, uncertainty));
                }
            };
            if (decoder.has("name")) {
                register(decoder.location("name"), type, name, seen);
            }
            return systematic;
        }

        private Optional<Systematic> done(int before, ObjectDecoder decoder, Supplier<Systematic> constructor) {
            decoder.finish();
            return format.build(before, decoder.location(), constructor);
        }

        private void register(Location where, SystematicType type, String name, Set<String> seen) {
            // histosys and normsys of one name are two effects of one standard-normal parameter, as in HistFactory.
            boolean normal = type == SystematicType.NORMSYS || type == SystematicType.HISTOSYS;
            String own = normal ? "normsys or histosys" : lowerCase(type);
            String first = typeOfParameter.putIfAbsent(name, own);
            if (first != null && !first.equals(own)) {
                problems.add(where, "\"" + name + "\" is the name of a " + own + " here and of a " + first + " before");
            }
            if (!seen.add(lowerCase(type) + " " + name)) {
                problems.add(where, "the sample has two systematics " + lowerCase(type) + " \"" + name + "\"");
            }
            if (normal) {
                constrained.add(name);
            }
        }

        private Optional<Response> response(
                Node node, Map<String, Integer> binsOfChannel, Set<String> channelsWithSignal) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a response", problems);
            String transition = decoder.string("transition");
            Helicity helicity = decoder.requiredOneOf("helicity", HELICITIES, Helicity.TOTAL);
            String channel = decoder.string("channel");
            DoubleVector edges = format.edges(decoder, "q2Edges");
            int columns = Math.max(0, edges.size() - 1);
            Integer bins = binsOfChannel.get(channel);
            if (bins == null) {
                if (!channel.isEmpty()) {
                    format.known(decoder.location("channel"), "\"channel\"", channel, binsOfChannel.keySet());
                }
                RESPONSE_FIELDS.forEach(decoder::has);
                decoder.finish();
                return Optional.empty();
            }
            if (!channelsWithSignal.contains(channel) && before == 0) {
                problems.add(
                        decoder.location("channel"),
                        "channel \"" + channel + "\" has no signal sample that the response would add to");
            }
            if (decoder.has("withoutGeneratedQ2")) {
                format.nonNegativeVector(decoder, "withoutGeneratedQ2", bins, "bin");
            }
            List<DoubleVector> rows;
            if (decoder.has("numberDensity") || decoder.has("sampleBranchingFraction")) {
                if (decoder.has("eventsPerBranchingFraction")) {
                    problems.add(
                            decoder.location("eventsPerBranchingFraction"),
                            "the response has both \"eventsPerBranchingFraction\" and \"numberDensity\", expected one");
                }
                rows = densityRatio(decoder, bins, columns);
            } else if (decoder.has("eventsPerBranchingFraction")) {
                rows = responseRows(decoder, "eventsPerBranchingFraction", bins, columns);
            } else {
                problems.add(
                        node.location(),
                        "missing field \"eventsPerBranchingFraction\" of a response, or \"numberDensity\" with"
                                + " \"sampleBranchingFraction\"");
                rows = List.of();
            }
            decoder.finish();
            return format.build(
                    before, node.location(), () -> new Response(transition, helicity, channel, edges, rows));
        }

        private List<DoubleVector> densityRatio(ObjectDecoder decoder, int bins, int columns) {
            int before = problems.count();
            List<DoubleVector> density = responseRows(decoder, "numberDensity", bins, columns);
            DoubleVector sample = format.vector(decoder, "sampleBranchingFraction", columns, "q2 bin");
            for (int j = 0; problems.count() == before && j < columns; j++) {
                if (!(sample.at(j) > 0)) {
                    problems.add(
                            FormatReading.item(decoder, "sampleBranchingFraction", j)
                                    .location(),
                            "item " + (j + 1) + " of \"sampleBranchingFraction\" is " + sample.at(j)
                                    + ", expected > 0");
                }
            }
            if (problems.count() > before) {
                return List.of();
            }
            return density.stream()
                    .map(row -> DoubleVector.generate(columns, j -> row.at(j) / sample.at(j)))
                    .toList();
        }

        private List<DoubleVector> responseRows(ObjectDecoder decoder, String key, int bins, int columns) {
            List<DoubleVector> rows = format.rows(decoder, key, bins, "bin of the channel", columns, "q2 bin");
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < rows.get(i).size(); j++) {
                    if (rows.get(i).at(j) < 0) {
                        problems.add(
                                FormatReading.item(decoder, key, i)
                                        .items()
                                        .get(j)
                                        .location(),
                                "row " + (i + 1) + ", item " + (j + 1) + " of \"" + key + "\" is "
                                        + rows.get(i).at(j) + ", expected >= 0");
                    }
                }
            }
            return rows;
        }

        private Optional<GaussianConstraint> constraint(Node node) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a constraint", problems);
            List<String> parameters = decoder.strings("parameters");
            format.unique(decoder, "parameters", parameters);
            for (int i = 0; i < parameters.size(); i++) {
                parameterExists(
                        FormatReading.item(decoder, "parameters", i).location(),
                        "item " + (i + 1) + " of \"parameters\"",
                        parameters.get(i));
            }
            DoubleVector centre = format.vector(decoder, "centre", parameters.size(), "parameter");
            List<DoubleVector> covariance = format.covariance(decoder, "covariance", parameters.size(), "parameter");
            decoder.finish();
            return format.build(before, node.location(), () -> new GaussianConstraint(parameters, centre, covariance));
        }

        private Optional<TemplateUncertainty> templateUncertainty(
                Node node,
                Map<String, Integer> binsOfChannel,
                List<Channel> channels,
                List<Response> responses,
                Set<String> seen,
                List<TemplateUncertainty> earlier) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a template uncertainty", problems);
            String name = decoder.string("channel");
            TemplateUncertainty.Target actsOn =
                    decoder.oneOf("actsOn", TARGETS, TemplateUncertainty.Target.STANDARD_MODEL);
            Map<String, Double> backgrounds = ratios(decoder);
            int draws = decoder.integer("draws");
            if (decoder.has("draws") && draws < 2 && problems.count() == before) {
                problems.add(decoder.location("draws"), "\"draws\" is " + draws + ", expected at least 2");
            }
            int seed = decoder.integer("seed");
            boolean newPhysicsStatistics = decoder.bool("newPhysicsStatistics", false);
            if (problems.count() == before && !earlier.isEmpty()) {
                TemplateUncertainty first = earlier.get(0);
                sameAsBefore(decoder, "draws", draws, first.draws(), first.channel());
                sameAsBefore(decoder, "seed", seed, first.seed(), first.channel());
            }
            if (!name.isEmpty()) {
                format.known(decoder.location("channel"), "\"channel\"", name, binsOfChannel.keySet());
                if (!seen.add(name)) {
                    problems.add(
                            decoder.location("channel"),
                            "there are two template uncertainties of channel \"" + name + "\"");
                }
            }
            // What a broken channel or response would say about this one is no news.
            DoubleVector efficiencyUncertainty = DoubleVector.of();
            if (before > 0 || problems.count() > before) {
                decoder.optional("efficiencyUncertainty");
            } else {
                List<DoubleVector> edges = responses.stream()
                        .filter(response -> response.channel().equals(name))
                        .map(Response::q2Edges)
                        .distinct()
                        .toList();
                if (edges.isEmpty()) {
                    problems.add(
                            decoder.location("channel"),
                            "channel \"" + name + "\" has no response from which its uncertainty could be found");
                }
                if (decoder.has("efficiencyUncertainty") && edges.size() > 1) {
                    problems.add(
                            decoder.location("efficiencyUncertainty"),
                            "the responses of channel \"" + name + "\" have different \"q2Edges\", expected the same"
                                    + " where there is an \"efficiencyUncertainty\"");
                } else if (decoder.has("efficiencyUncertainty") && edges.size() == 1) {
                    efficiencyUncertainty = format.nonNegativeVector(
                            decoder, "efficiencyUncertainty", edges.get(0).size() - 1, "q2 bin of the response");
                }
                List<String> valid = channels.stream()
                        .filter(channel -> channel.name().equals(name))
                        .flatMap(channel -> channel.samples().stream())
                        .filter(sample -> sample.role() == Sample.Role.BACKGROUND)
                        .map(Sample::name)
                        .toList();
                decoder.optional("backgrounds")
                        .ifPresent(object -> object.fields()
                                .keySet()
                                .forEach(key -> format.known(object.keyLocation(key), "the background", key, valid)));
            }
            decoder.finish();
            DoubleVector uncertainty = efficiencyUncertainty;
            return format.build(
                    before,
                    node.location(),
                    () -> new TemplateUncertainty(
                            name, actsOn, uncertainty, backgrounds, draws, seed, newPhysicsStatistics));
        }

        private void sameAsBefore(ObjectDecoder decoder, String key, long value, long first, String channel) {
            if (value != first) {
                problems.add(
                        decoder.location(key),
                        "\"" + key + "\" is " + value + " here and " + first + " for channel \"" + channel
                                + "\", expected the same, because channels vary together");
            }
        }

        /** The optional object of ratios of simulated to expected events, by background sample. */
        private Map<String, Double> ratios(ObjectDecoder decoder) {
            Map<String, Double> ratios = new LinkedHashMap<>();
            decoder.optionalObject("backgrounds")
                    .ifPresent(object -> decoder.optional("backgrounds")
                            .orElseThrow()
                            .fields()
                            .keySet()
                            .forEach(key -> {
                                int before = problems.count();
                                double ratio = object.number(key);
                                if (problems.count() == before && !(ratio > 0)) {
                                    problems.add(
                                            object.location(key),
                                            "\"" + key + "\" is " + ratio + ", expected a ratio > 0");
                                }
                                ratios.put(key, ratio);
                            }));
            return ratios;
        }

        private void parameterExists(Location where, String what, String name) {
            if (!name.isEmpty()) {
                format.known(where, what, name, constrained);
            }
        }

        private Optional<Dataset> branchingFractions(
                ObjectDecoder decoder, String id, String title, Quality quality, Optional<Provenance> provenance) {
            List<Node> nodes = decoder.list("measurements");
            List<Measurement> measurements = new ArrayList<>();
            for (Node node : nodes) {
                measurement(node).ifPresent(measurements::add);
            }
            List<DoubleVector> correlation = decoder.optional("correlation")
                            .filter(node -> node.kind() != Kind.NULL)
                            .isPresent()
                    ? format.covariance(decoder, "correlation", nodes.size(), "measurement")
                    : List.of();
            for (int i = 0; i < correlation.size(); i++) {
                if (correlation.get(i).at(i) != 1) {
                    problems.add(
                            FormatReading.item(decoder, "correlation", i)
                                    .items()
                                    .get(i)
                                    .location(),
                            "the diagonal of \"correlation\" is "
                                    + correlation.get(i).at(i) + " in row " + (i + 1) + ", expected 1");
                }
            }
            return format.build(
                    0,
                    decoder.location(),
                    () -> new BranchingFractionData(
                            id, title, quality, provenance.orElseThrow(), measurements, correlation));
        }

        private Optional<Measurement> measurement(Node node) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a measurement", problems);
            String transition = decoder.string("transition");
            double value = decoder.number("value");
            double errorLow = decoder.number("errorLow");
            double errorHigh = decoder.number("errorHigh");
            decoder.finish();
            return format.build(before, node.location(), () -> new Measurement(transition, value, errorLow, errorHigh));
        }
    }
}
