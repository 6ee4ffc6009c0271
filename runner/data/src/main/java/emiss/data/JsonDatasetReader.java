package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.BranchingFractionData.Measurement;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Detector;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.data.document.Identifier;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.format.FormatReading;
import emiss.data.format.SettingsFormat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads data sets in the format {@code emiss-dataset/1}, a JSON document.
 *
 * <p>Every document has {@code format}, {@code kind} ({@code counting} or {@code branching-fractions}), {@code id}, {@code
 * title}, {@code quality} (in the words of {@link Quality#text()}) and {@code provenance}: {@code citation}, and
 * optionally {@code identifiers}, {@code note} and {@code overlaps}. {@code detector} ({@code boost}, {@code lengthCm}) is
 * optional.
 *
 * <p>{@code counting} adds {@code channels} and optionally {@code responses}, {@code constraints}, {@code
 * formFactorParameters} and {@code nuisanceGroups} (an object: lists of parameters, by group), all named as in the types of {@code emiss.api.experiment}. A systematic says its {@code type} in
 * the words of HistFactory: {@code normfactor}, {@code normsys} ({@code low}, {@code high}), {@code histosys} ({@code
 * low}, {@code high}, one number per bin), {@code staterror} and {@code shapesys} ({@code uncertainty}, one number per
 * bin), {@code shapefactor}, {@code lumi} ({@code central}, {@code uncertainty}). A response has {@code transition}
 * (an id, or an object with weights of several),
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

    private static final Map<String, Quality> QUALITIES = FormatReading.choices(Quality.values(), Quality::text);
    private static final Map<String, DataKind> KINDS = FormatReading.choices(DataKind.values(), kind -> kind.text);

    /** Far below any error that will be measured; the square of much smaller numbers is zero. */
    private static final double SMALLEST_ERROR = 1e-30;

    private enum DataKind {
        COUNTING("counting"),
        BRANCHING_FRACTIONS("branching-fractions");

        private final String text;

        DataKind(String text) {
            this.text = text;
        }
    }

    /** A reader. */
    public JsonDatasetReader() {}

    @Override
    public Dataset read(InputStream content, String name) {
        return new Reading().read(content, name);
    }

    /** What both kinds begin with. */
    private record Header(
            String id,
            String title,
            Quality quality,
            Optional<Provenance> provenance,
            @Nullable Detector detector) {}

    /** One document on its way from text to data set. */
    private static final class Reading {
        private final FormatReading format = new FormatReading();
        private final Problems problems = format.problems();

        Dataset read(InputStream content, String name) {
            ObjectDecoder decoder = format.open(content, name, FORMAT, "the data set");
            DataKind kind = decoder.requiredOneOf("kind", KINDS, DataKind.COUNTING);
            boolean kindIsKnown = problems.isEmpty();
            Header header = new Header(
                    Identifier.read(decoder, "id", problems),
                    decoder.string("title"),
                    decoder.requiredOneOf("quality", QUALITIES, Quality.UNPUBLISHED),
                    format.provenance(decoder),
                    decoder.optionalObject("detector").flatMap(this::detector).orElse(null));
            Optional<Dataset> dataset = Optional.empty();
            if (kindIsKnown) {
                dataset = kind == DataKind.COUNTING ? counting(decoder, header) : branchingFractions(decoder, header);
                decoder.finish();
            }
            problems.throwIfAny();
            return dataset.orElseThrow(() -> new IllegalStateException(name + " gave neither data nor problems"));
        }

        private Optional<Detector> detector(ObjectDecoder decoder) {
            int before = problems.count();
            double boost = decoder.number("boost");
            double lengthCm = decoder.number("lengthCm");
            decoder.finish();
            return format.build(before, decoder.location(), () -> new Detector(boost, lengthCm));
        }

        private Optional<Dataset> counting(ObjectDecoder decoder, Header header) {
            ChannelDecoder channels = new ChannelDecoder(format);
            decoder.list("channels").forEach(channels::decode);
            ResponseDecoder responseDecoder = new ResponseDecoder(format, channels);
            List<Response> responses = new ArrayList<>();
            for (Node node : decoder.optionalList("responses")) {
                responseDecoder.decode(node).ifPresent(responses::add);
            }
            List<GaussianConstraint> constraints = new ArrayList<>();
            for (Node node : decoder.optionalList("constraints")) {
                constraint(node, channels).ifPresent(constraints::add);
            }
            List<String> formFactorParameters = decoder.optionalStrings("formFactorParameters");
            format.unique(decoder, "formFactorParameters", formFactorParameters);
            for (int i = 0; i < formFactorParameters.size(); i++) {
                parameterExists(decoder, "formFactorParameters", i, formFactorParameters.get(i), channels);
            }
            TemplateUncertaintyDecoder uncertainties = new TemplateUncertaintyDecoder(format, channels, responses);
            decoder.optionalList("templateUncertainties").forEach(uncertainties::decode);
            String signalStrength = decoder.string("signalStrength", CountingData.SIGNAL_STRENGTH);
            List<ParameterSettings> parameters = new ArrayList<>();
            for (Node node : decoder.optionalList("parameters")) {
                SettingsFormat.read(node, channels.channels(), signalStrength, parameters, format)
                        .ifPresent(parameters::add);
            }
            NuisanceGroupDecoder groups = new NuisanceGroupDecoder(format, channels, formFactorParameters);
            decoder.optional("nuisanceGroups").ifPresent(groups::decode);
            return format.build(
                    0,
                    decoder.location(),
                    () -> CountingData.builder(
                                    header.id,
                                    header.title,
                                    header.quality,
                                    header.provenance.orElseThrow(),
                                    channels.channels())
                            .responses(responses)
                            .constraints(constraints)
                            .formFactorParameters(Set.copyOf(formFactorParameters))
                            .templateUncertainties(uncertainties.found())
                            .parameters(parameters)
                            .signalStrength(signalStrength)
                            .nuisanceGroups(groups.found())
                            .detector(header.detector)
                            .build());
        }

        private Optional<GaussianConstraint> constraint(Node node, ChannelDecoder channels) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a constraint", problems);
            List<String> parameters = decoder.strings("parameters");
            format.unique(decoder, "parameters", parameters);
            for (int i = 0; i < parameters.size(); i++) {
                parameterExists(decoder, "parameters", i, parameters.get(i), channels);
            }
            DoubleVector centre = format.vector(decoder, "centre", parameters.size(), "parameter");
            List<DoubleVector> covariance =
                    format.covariance(decoder, "covariance", parameters.size(), "parameter", true);
            decoder.finish();
            return format.build(before, node.location(), () -> new GaussianConstraint(parameters, centre, covariance));
        }

        private void parameterExists(
                ObjectDecoder decoder, String key, int index, String name, ChannelDecoder channels) {
            if (!name.isEmpty()) {
                format.known(
                        FormatReading.item(decoder, key, index).location(),
                        "item " + (index + 1) + " of \"" + key + "\"",
                        name,
                        channels.normalParameters());
            }
        }

        private Optional<Dataset> branchingFractions(ObjectDecoder decoder, Header header) {
            List<Node> nodes = decoder.list("measurements");
            List<Measurement> measurements = new ArrayList<>();
            for (Node node : nodes) {
                measurement(node).ifPresent(measurements::add);
            }
            List<DoubleVector> correlation = decoder.has("correlation")
                    ? format.covariance(decoder, "correlation", nodes.size(), "measurement", true)
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
                            header.id,
                            header.title,
                            header.quality,
                            header.provenance.orElseThrow(),
                            measurements,
                            correlation,
                            header.detector));
        }

        private double error(ObjectDecoder decoder, String key) {
            double error = decoder.number(key);
            if (decoder.has(key) && !(error >= SMALLEST_ERROR && error <= 1)) {
                problems.add(
                        decoder.location(key),
                        "\"" + key + "\" of a branching fraction is " + error + ", expected "
                                + (error > 0 ? SMALLEST_ERROR + " to 1" : "> 0"));
            }
            return error;
        }

        private Optional<Measurement> measurement(Node node) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(node, "a measurement", problems);
            Mixture mixture = format.mixture(decoder, "transition");
            double value = decoder.number("value");
            if (Math.abs(value) > 1) {
                problems.add(decoder.location("value"), "a branching fraction is " + value + ", expected at most 1");
            }
            double errorLow = error(decoder, "errorLow");
            double errorHigh = error(decoder, "errorHigh");
            decoder.finish();
            return format.build(before, node.location(), () -> new Measurement(mixture, value, errorLow, errorHigh));
        }
    }
}
