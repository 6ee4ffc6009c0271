package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.format.FormatReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decodes {@code channels} of a counting data set, and knows what the rest of the document may refer to. */
final class ChannelDecoder {
    private static final Map<String, Sample.Role> ROLES =
            FormatReading.choices(Sample.Role.values(), FormatReading::lowerCase);
    private static final Map<String, SystematicType> TYPES =
            FormatReading.choices(SystematicType.values(), FormatReading::lowerCase);

    private enum SystematicType {
        NORMFACTOR,
        NORMSYS,
        HISTOSYS,
        STATERROR,
        SHAPESYS,
        SHAPEFACTOR,
        LUMI
    }

    private final FormatReading format;
    private final Problems problems;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Integer> bins = new LinkedHashMap<>();
    private final Set<String> withSignal = new LinkedHashSet<>();
    private final Map<String, String> typeOfParameter = new LinkedHashMap<>();
    private final Set<String> normal = new LinkedHashSet<>();
    private final Set<String> simulationStatistics = new LinkedHashSet<>();

    ChannelDecoder(FormatReading format) {
        this.format = format;
        this.problems = format.problems();
    }

    /** The channels that are right. */
    List<Channel> channels() {
        return channels;
    }

    /** How many bins every channel has, also those in which something is wrong. */
    Map<String, Integer> bins() {
        return bins;
    }

    /** Names of the channels with a signal sample. */
    Set<String> withSignal() {
        return withSignal;
    }

    /** Names of all parameters and sets of them. */
    Set<String> parameters() {
        return typeOfParameter.keySet();
    }

    /** Names of the sets of factors that stand for statistics of the simulation. */
    Set<String> simulationStatistics() {
        return simulationStatistics;
    }

    /** Names of the parameters with a standard normal constraint. */
    Set<String> normalParameters() {
        return normal;
    }

    void decode(Node node) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a channel", problems);
        String name = decoder.string("name");
        String title = decoder.string("title");
        String variable = decoder.string("variable");
        String unit = decoder.anyString("unit");
        List<Bin> edges = new ArrayList<>();
        List<Node> binNodes = decoder.list("bins");
        for (Node binNode : binNodes) {
            bin(binNode).ifPresent(edges::add);
        }
        int size = binNodes.size();
        DoubleVector observed = format.nonNegativeVector(decoder, "observed", size, "bin");
        Set<String> sampleNames = new LinkedHashSet<>();
        List<Sample> samples = new ArrayList<>();
        for (Node sampleNode : decoder.list("samples")) {
            sample(sampleNode, size, sampleNames).ifPresent(samples::add);
        }
        decoder.finish();
        if (!name.isEmpty() && bins.putIfAbsent(name, size) != null) {
            problems.add(decoder.location("name"), "there are two channels \"" + name + "\"");
        }
        if (samples.stream().anyMatch(sample -> sample.role() == Sample.Role.SIGNAL)) {
            withSignal.add(name);
        }
        format.build(before, node.location(), () -> new Channel(name, title, variable, unit, edges, observed, samples))
                .ifPresent(channels::add);
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

    private Optional<Sample> sample(Node node, int size, Set<String> names) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a sample", problems);
        String name = decoder.string("name");
        Sample.Role role = decoder.requiredOneOf("role", ROLES, Sample.Role.BACKGROUND);
        DoubleVector nominal = format.vector(decoder, "nominal", size, "bin");
        List<Systematic> systematics = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Node systematicNode : decoder.optionalList("systematics")) {
            systematic(systematicNode, size, seen).ifPresent(systematics::add);
        }
        decoder.finish();
        if (!name.isEmpty() && !names.add(name)) {
            problems.add(decoder.location("name"), "the channel has two samples \"" + name + "\"");
        }
        return format.build(before, node.location(), () -> new Sample(name, role, nominal, systematics));
    }

    private Optional<Systematic> systematic(Node node, int size, Set<String> seen) {
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
                DoubleVector low = format.vector(decoder, "low", size, "bin");
                DoubleVector high = format.vector(decoder, "high", size, "bin");
                yield done(before, decoder, () -> new Systematic.HistoSys(name, low, high));
            }
            case STATERROR -> {
                DoubleVector uncertainty = format.nonNegativeVector(decoder, "uncertainty", size, "bin");
                yield done(before, decoder, () -> new Systematic.StatError(name, uncertainty));
            }
            case SHAPESYS -> {
                DoubleVector uncertainty = format.nonNegativeVector(decoder, "uncertainty", size, "bin");
                yield done(before, decoder, () -> new Systematic.ShapeSys(name, uncertainty));
            }
            case LUMI -> {
                double central = decoder.number("central");
                double uncertainty = decoder.number("uncertainty");
                yield done(before, decoder, () -> new Systematic.Lumi(name, central, uncertainty));
            }
        };
        if (!name.isEmpty()) {
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
        boolean isNormal = type == SystematicType.NORMSYS || type == SystematicType.HISTOSYS;
        String own = isNormal ? "normsys or histosys" : FormatReading.lowerCase(type);
        String first = typeOfParameter.putIfAbsent(name, own);
        if (first != null && !first.equals(own)) {
            problems.add(where, "\"" + name + "\" is the name of a " + own + " here and of a " + first + " before");
        }
        if (!seen.add(FormatReading.lowerCase(type) + " " + name)) {
            problems.add(
                    where, "the sample has two systematics " + FormatReading.lowerCase(type) + " \"" + name + "\"");
        }
        if (isNormal) {
            normal.add(name);
        }
        if (type == SystematicType.STATERROR || type == SystematicType.SHAPESYS) {
            simulationStatistics.add(name);
        }
    }
}
