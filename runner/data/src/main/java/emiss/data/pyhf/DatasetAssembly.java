package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.document.Counted;
import emiss.data.document.NearestName;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes a data set with the same likelihood of a HistFactory model, whatever document it was stated in.
 *
 * <p>The samples that carry the normfactor of the parameter of interest become the signal; a {@code staterror} that acts in
 * several channels becomes one set per channel, and 1e-100 events stand for none where a histosys shifts a signal without
 * any.
 */
final class DatasetAssembly {
    /** Small enough to change nothing, and large enough that shifts divided by it are far from overflow. */
    private static final double ALMOST_NOTHING = 1e-100;

    private final HistFactoryDocument document;
    private final String id;
    private final Optional<SignalResponse> response;
    private final Problems problems;
    private final SharedParameters shared;

    /** @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only */
    DatasetAssembly(HistFactoryDocument document, String id, Optional<SignalResponse> response, Problems problems) {
        this.document = document;
        this.id = id;
        this.response = response;
        this.problems = problems;
        this.shared = new SharedParameters(document.channels(), problems);
    }

    /**
     * The data set.
     *
     * @throws DataFormatException listing every problem with its line and column
     */
    CountingData dataset() {
        String signalStrength = signalStrength();
        List<Response> responses = responses(signalStrength);
        problems.throwIfAny();
        List<Channel> channels = document.channels().stream()
                .map(channel -> channel(
                        channel,
                        signalStrength,
                        responses.stream()
                                .anyMatch(response -> response.channel().equals(channel.name()))))
                .toList();
        List<ParameterSettings> settings = new ArrayList<>();
        for (String parameter : shared.types().keySet()) {
            settings.addAll(settings(parameter, channels, signalStrength));
        }
        problems.throwIfAny();
        settings.sort(Comparator.comparing(ParameterSettings::name));
        return CountingData.builder(id, title(), Quality.UNPUBLISHED, document.provenance(), channels)
                .responses(responses)
                .parameters(settings)
                .signalStrength(signalStrength)
                .build();
    }

    /** What the data set is, and why it has no signal if it has none. */
    private String title() {
        String title = document.title();
        String poi = document.poi();
        ModifierType type = shared.types().get(poi);
        if (poi.isEmpty()) {
            return title + ", no signal: it names no parameter of interest";
        }
        if (type == null) {
            return title + ", no signal: its parameter of interest \"" + poi + "\" belongs to no modifier"
                    + NearestName.of(poi, shared.types().keySet())
                            .map(nearest -> ", did you mean \"" + nearest + "\"?")
                            .orElse("");
        }
        return type == ModifierType.NORMFACTOR
                ? title
                : title + ", no signal: its parameter of interest \"" + poi + "\" is a " + type.text()
                        + ", not a normfactor";
    }

    /** The normfactor of interest; a name that no parameter has if there is none. */
    private String signalStrength() {
        String poi = document.poi();
        ModifierType type = shared.types().get(poi);
        if (type == ModifierType.NORMFACTOR) {
            return poi;
        }
        if (response.isPresent()) {
            problems.add(
                    document.poiLocation(),
                    "the parameter of interest \"" + poi
                            + "\" is not a normfactor, expected that of the signal sample");
        }
        String wanted = poi.isEmpty() || type != null ? CountingData.SIGNAL_STRENGTH : poi;
        return shared.unused(shared.types().containsKey(wanted) ? wanted + "_signal" : wanted);
    }

    private List<Response> responses(String signalStrength) {
        List<Response> responses = new ArrayList<>();
        response.ifPresent(wanted -> {
            List<String> names =
                    document.channels().stream().map(WorkspaceChannel::name).toList();
            wanted.densities().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .forEach(name -> problems.add(
                            document.channels().get(0).where(),
                            "there is a number density of channel \"" + name + "\"" + NearestName.hint(name, names)));
            for (WorkspaceChannel channel : document.channels()) {
                if (wanted.densities().containsKey(channel.name())) {
                    response(channel, wanted, signalStrength).ifPresent(responses::add);
                }
            }
        });
        return responses;
    }

    /** As in data sets: new particles share the bins like the signal, of which there cannot be fewer than no events. */
    private void checkExpected(WorkspaceChannel channel, String signal) {
        for (int bin = 0; bin < channel.bins(); bin++) {
            double background = 0;
            double ofSignal = 0;
            for (WorkspaceSample sample : channel.samples()) {
                double events = sample.data().at(bin);
                background += sample.name().equals(signal) ? 0 : events;
                ofSignal += sample.name().equals(signal) ? events : 0;
            }
            if (ofSignal < 0 || background < 0) {
                problems.add(
                        channel.where(),
                        (ofSignal < 0 ? "the signal" : "all background") + " of channel \"" + channel.name()
                                + "\" has " + (ofSignal < 0 ? ofSignal : background) + " events in bin " + (bin + 1)
                                + ", expected >= 0 where there is a response");
            }
        }
    }

    private Optional<Response> response(WorkspaceChannel channel, SignalResponse wanted, String signalStrength) {
        List<String> signals = channel.samples().stream()
                .filter(sample -> sample.carries(ModifierType.NORMFACTOR, signalStrength))
                .map(WorkspaceSample::name)
                .toList();
        if (!signals.equals(List.of(wanted.sample()))) {
            problems.add(
                    channel.where(),
                    "the samples of channel \"" + channel.name() + "\" with the normfactor \"" + signalStrength
                            + "\" are " + signals + ", expected only the signal sample \"" + wanted.sample()
                            + "\"");
            return Optional.empty();
        }
        checkExpected(channel, wanted.sample());
        try {
            return Optional.of(wanted.of(channel.name(), channel.bins()));
        } catch (IllegalArgumentException unfit) {
            problems.add(channel.where(), String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    private Channel channel(WorkspaceChannel channel, String signalStrength, boolean responds) {
        boolean[] shiftedFromNothing = new boolean[channel.bins()];
        for (int bin = 0; !responds && bin < shiftedFromNothing.length; bin++) {
            shiftedFromNothing[bin] = isShiftedFromNothing(channel, signalStrength, bin);
        }
        DoubleVector edges = channel.edges();
        List<Bin> bins = IntStream.range(0, channel.bins())
                .mapToObj(bin -> new Bin(edges.at(bin), edges.at(bin + 1), ""))
                .toList();
        List<Sample> samples = new ArrayList<>();
        for (WorkspaceSample sample : channel.samples()) {
            boolean isSignal = sample.carries(ModifierType.NORMFACTOR, signalStrength);
            boolean[] replaced = isSignal ? shiftedFromNothing : new boolean[channel.bins()];
            List<Systematic> systematics = new ArrayList<>();
            for (Modifier modifier : sample.modifiers()) {
                if (modifier.type() != ModifierType.NORMFACTOR
                        || !modifier.name().equals(signalStrength)) {
                    systematic(modifier, channel, replaced).ifPresent(systematics::add);
                }
            }
            samples.add(new Sample(
                    sample.name(),
                    isSignal ? Sample.Role.SIGNAL : Sample.Role.BACKGROUND,
                    DoubleVector.generate(
                            channel.bins(),
                            bin -> replaced[bin]
                                    ? ALMOST_NOTHING
                                    : sample.data().at(bin)),
                    systematics));
        }
        return new Channel(channel.name(), channel.name(), channel.variable(), "", bins, channel.observed(), samples);
    }

    /** Whether the signal has no events in a bin but a histosys that gives it some. */
    private static boolean isShiftedFromNothing(WorkspaceChannel channel, String signalStrength, int bin) {
        boolean shifted = false;
        for (WorkspaceSample sample : channel.samples()) {
            if (sample.carries(ModifierType.NORMFACTOR, signalStrength)) {
                if (sample.data().at(bin) != 0) {
                    return false;
                }
                shifted |= sample.modifiers().stream()
                        .anyMatch(modifier -> modifier.type() == ModifierType.HISTOSYS
                                && (modifier.low().at(bin) != 0
                                        || modifier.high().at(bin) != 0));
            }
        }
        return shifted;
    }

    private Optional<Systematic> systematic(Modifier modifier, WorkspaceChannel channel, boolean[] replaced) {
        String name = shared.nameIn(modifier, channel.name());
        return switch (modifier.type()) {
            case NORMFACTOR -> Optional.of(new Systematic.NormFactor(name));
            case SHAPEFACTOR -> Optional.of(new Systematic.ShapeFactor(name));
            case NORMSYS ->
                Optional.of(new Systematic.NormSys(
                        name, modifier.low().at(0), modifier.high().at(0)));
            case HISTOSYS -> Optional.of(new Systematic.HistoSys(name, modifier.low(), modifier.high()));
            case SHAPESYS -> Optional.of(new Systematic.ShapeSys(name, withoutReplaced(modifier.low(), replaced)));
            case STATERROR -> Optional.of(new Systematic.StatError(name, withoutReplaced(modifier.low(), replaced)));
            case LUMI -> luminosity(modifier);
        };
    }

    /** An uncertainty of no events has no effect, which it would have on events that stand for none. */
    private static DoubleVector withoutReplaced(DoubleVector uncertainty, boolean[] replaced) {
        return DoubleVector.generate(uncertainty.size(), bin -> replaced[bin] ? 0 : uncertainty.at(bin));
    }

    private Optional<Systematic> luminosity(Modifier modifier) {
        ParameterConfig config = document.parameters().get(modifier.name());
        if (config == null || config.auxdata().size() != 1 || config.sigmas().size() != 1) {
            problems.add(
                    config == null ? modifier.where() : config.where(),
                    "the measurement gives no centre and width of \"" + modifier.name()
                            + "\", expected \"auxdata\" and \"sigmas\" with one number each");
            return Optional.empty();
        }
        try {
            return Optional.of(new Systematic.Lumi(
                    modifier.name(), config.auxdata().at(0), config.sigmas().at(0)));
        } catch (IllegalArgumentException wrong) {
            problems.add(config.where(), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private List<ParameterSettings> settings(String parameter, List<Channel> channels, String signalStrength) {
        ModifierType type = shared.types().get(parameter);
        ParameterConfig config = document.parameters().get(parameter);
        if (config == null) {
            config = ParameterConfig.none(parameter, document.poiLocation());
        }
        int size = shared.size(parameter);
        boolean isLuminosity = type == ModifierType.LUMI;
        if (type == null || !sizesFit(config, size) || problems.count() > 0) {
            return List.of();
        }
        List<Bounds> bounds = config.bounds().isEmpty() && document.hasStandardBounds()
                ? standardBounds(type, config, size)
                : config.bounds();
        if (bounds.isEmpty() && config.isEmpty(isLuminosity)) {
            return List.of();
        }
        List<ParameterSettings> settings = new ArrayList<>();
        for (SharedParameters.Part part : shared.parts(parameter)) {
            try {
                ParameterSettings found = new ParameterSettings(
                        part.name(),
                        slice(config.inits(), part),
                        bounds.isEmpty() ? bounds : bounds.subList(part.first(), part.first() + part.size()),
                        config.fixed(),
                        isLuminosity ? DoubleVector.of() : slice(config.auxdata(), part),
                        isLuminosity ? DoubleVector.of() : slice(config.sigmas(), part),
                        slice(config.factors(), part));
                Optional<String> misfit = found.misfit(channels, signalStrength);
                if (misfit.isPresent()) {
                    problems.add(config.where(), misfit.get());
                } else {
                    settings.add(found);
                }
            } catch (IllegalArgumentException wrong) {
                problems.add(config.where(), String.valueOf(wrong.getMessage()));
            }
        }
        return settings;
    }

    private static List<Bounds> standardBounds(ModifierType type, ParameterConfig config, int size) {
        double[] ends = type == ModifierType.LUMI
                ? new double[] {0, 10 * config.auxdata().at(0)}
                : type.standardBounds();
        return Collections.nCopies(size, new Bounds(ends[0], ends[1]));
    }

    private boolean sizesFit(ParameterConfig config, int size) {
        int before = problems.count();
        Map.of(
                        "inits", config.inits().size(),
                        "bounds", config.bounds().size(),
                        "auxdata", config.auxdata().size(),
                        "sigmas", config.sigmas().size(),
                        "factors", config.factors().size())
                .forEach((what, found) -> {
                    if (found != 0 && found != size) {
                        problems.add(
                                config.where(),
                                "\"" + what + "\" of parameter \"" + config.name() + "\" has "
                                        + Counted.of(found, "entry", "entries") + ", expected " + size);
                    }
                });
        return problems.count() == before;
    }

    private static DoubleVector slice(DoubleVector values, SharedParameters.Part part) {
        return values.size() == 0 ? values : DoubleVector.generate(part.size(), i -> values.at(part.first() + i));
    }
}
