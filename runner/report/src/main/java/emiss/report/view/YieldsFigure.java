package emiss.report.view;

import emiss.api.DoubleVector;
import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.results.YieldsResult;
import emiss.results.YieldsResult.Bin;
import emiss.results.YieldsResult.Channel;
import emiss.results.YieldsResult.Process;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Data, and what is expected by process: for every channel a panel before the fit, one after it, and one with the data over the sum
 * after it.
 */
final class YieldsFigure {
    /** More channels are in the tables alone. */
    private static final int MOST_CHANNELS = 12;

    /** How many letters fit below a panel. */
    private static final int MOST_LETTERS = 36;

    /** Stands for the variable of channels that are joined. */
    private static final String JOINED = "channel";

    private static final MathText DATA = MathText.plain("data");
    private static final MathText UNCERTAINTY = MathText.plain("uncertainty of the sum");

    private final StudyInRun<YieldsResult> study;
    private final List<Channel> channels;
    private final boolean severalSets;
    private final Map<String, Integer> backgrounds = new LinkedHashMap<>();

    private YieldsFigure(StudyInRun<YieldsResult> study) {
        this.study = study;
        channels = strips(study.result().channels());
        severalSets = channels.stream().map(Channel::dataset).distinct().count() > 1;
        for (Channel channel : channels) {
            for (Process process : channel.processes()) {
                if (process.role() == YieldsResult.Role.BACKGROUND) {
                    backgrounds.putIfAbsent(process.name(), backgrounds.size());
                }
            }
        }
    }

    static Optional<Figure> figure(String id, List<StudyInRun<YieldsResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        int left = 0;
        for (StudyInRun<YieldsResult> study : studies) {
            YieldsFigure figure = new YieldsFigure(study);
            figure.channels.stream().limit(MOST_CHANNELS).forEach(channel -> panels.addAll(figure.panels(channel)));
            left += Math.max(0, figure.channels.size() - MOST_CHANNELS);
        }
        StudyInRun<YieldsResult> first = studies.get(0);
        MathText fit = hypothesis(first);
        MathText caption = MathText.plain(
                        "Data, with the square root of their number as error, and what is expected by process before and"
                                + " after the fit of ")
                .then(fit)
                .then(
                        "; right: data over the sum after the fit. Bands: one standard deviation of the sum, before the fit from the"
                                + " constraints of the nuisance parameters, after it from the covariance of all parameters.")
                .then(left == 0 ? "" : " " + left + " more channels are in the table.")
                .then(Wording.remarks(studies));
        return Figure.of(id, MathText.plain("Data and expectation, fit of ").then(fit), caption, panels);
    }

    /** The same channels, those of one bin joined to one for each data set, with the names of the channels for its bins. */
    private static List<Channel> strips(List<Channel> channels) {
        Map<String, List<Channel>> joined = new LinkedHashMap<>();
        for (Channel channel : channels) {
            boolean isOne = channel.bins().size() == 1 && !channel.isBranchingFractions();
            joined.computeIfAbsent(channel.dataset() + (isOne ? "" : "/" + channel.name()), key -> new ArrayList<>())
                    .add(channel);
        }
        return joined.values().stream()
                .map(found -> found.size() == 1 ? found.get(0) : joined(found))
                .toList();
    }

    private static Channel joined(List<Channel> channels) {
        Map<String, Process> processes = new LinkedHashMap<>();
        for (Channel channel : channels) {
            channel.processes().forEach(process -> processes.putIfAbsent(process.role() + process.name(), process));
        }
        return new Channel(
                channels.get(0).dataset(),
                "",
                JOINED,
                "",
                channels.stream()
                        .map(channel -> {
                            Bin bin = channel.bins().get(0);
                            return new Bin(
                                    channel.name(),
                                    bin.low(),
                                    bin.high(),
                                    bin.observed(),
                                    bin.errorLow(),
                                    bin.errorHigh());
                        })
                        .toList(),
                processes.values().stream()
                        .map(process -> new Process(
                                process.name(),
                                process.role(),
                                first(channels, channel -> of(channel, process, Process::before)),
                                first(channels, channel -> of(channel, process, Process::after))))
                        .sorted(Comparator.comparing(Process::role))
                        .toList(),
                first(channels, Channel::before),
                first(channels, Channel::beforeError),
                first(channels, Channel::after),
                channels.stream().anyMatch(channel -> channel.afterError() == null)
                        ? null
                        : first(channels, channel -> Objects.requireNonNull(channel.afterError())));
    }

    private static DoubleVector first(List<Channel> channels, Function<Channel, DoubleVector> numbers) {
        return DoubleVector.generate(
                channels.size(), i -> numbers.apply(channels.get(i)).at(0));
    }

    /** What a process of another channel contributes to this one, in one bin. */
    private static DoubleVector of(Channel channel, Process process, Function<Process, DoubleVector> numbers) {
        return channel.processes().stream()
                .filter(own -> own.role() == process.role() && own.name().equals(process.name()))
                .findFirst()
                .map(numbers)
                .orElse(DoubleVector.of(0));
    }

    private static boolean isNamed(Channel channel) {
        return channel.isBranchingFractions() || channel.variable().equals(JOINED);
    }

    /** What was fitted, with its couplings. */
    static MathText hypothesis(StudyInRun<YieldsResult> study) {
        YieldsResult result = study.result();
        MathText name = label(study);
        if (result.couplings().isEmpty()) {
            return name;
        }
        MathText values = name.then(", ").then(Wording.values(result.couplings()));
        Double mass = result.mass();
        return mass == null ? values : values.then(", ").then(Wording.mass(mass));
    }

    private static MathText label(StudyInRun<YieldsResult> study) {
        YieldsResult result = study.result();
        return MathText.plain(
                switch (result.hypothesis()) {
                    case "background" -> "the background alone";
                    case "sm" -> "the Standard Model";
                    case "rescaled-sm" -> "the rescaled Standard Model";
                    default -> study.names().scenario(result.hypothesis());
                });
    }

    private List<Panel> panels(Channel channel) {
        boolean isOnly = channels.stream()
                        .filter(other -> other.dataset().equals(channel.dataset()))
                        .count()
                == 1;
        MathText dataset = study.names().experiment(channel.dataset());
        MathText name = isOnly || isNamed(channel)
                ? dataset
                : severalSets ? dataset.then(", " + channel.name()) : MathText.plain(channel.name());
        List<Panel> panels = new ArrayList<>();
        List<Layer> before = layers(channel, false);
        List<Layer> after = layers(channel, true);
        Range y = new Range().include(0).includeY(before).includeY(after);
        Axis events = y.airyAxis(
                channel.isBranchingFractions() ? MathText.plain("\u212c") : MathText.plain("events"), MathText.EMPTY);
        panels.add(new Panel(name.then(", before"), x(channel), events, before));
        panels.add(new Panel(name.then(", after"), x(channel), events, after));
        panels.add(ratio(channel, name));
        return panels;
    }

    /** Edges of bins that have an axis of their own, in one piece; else bins are numbered. */
    private static boolean hasEdges(Channel channel) {
        List<Bin> bins = channel.bins();
        for (int i = 1; i < bins.size(); i++) {
            if (bins.get(i).low() != bins.get(i - 1).high()
                    || !bins.get(i).label().equals(bins.get(i - 1).label())) {
                return false;
            }
        }
        return !isNamed(channel);
    }

    private static Axis x(Channel channel) {
        List<Bin> bins = channel.bins();
        if (isNamed(channel)) {
            List<MathText> names = names(bins.stream().map(Bin::label).toList());
            return Axis.counting(MathText.plain(names.get(0).unicode().equals("1") ? "channel" : ""), names);
        }
        return hasEdges(channel)
                ? new Range()
                        .include(bins.get(0).low())
                        .include(bins.get(bins.size() - 1).high())
                        .tightAxis(Notation.variables(channel.variable()), Notation.unit(channel.unit()))
                : Axis.linear(MathText.plain("bin"), MathText.EMPTY, 0.5, bins.size() + 0.5);
    }

    /** Names of bins, as short as they must be to stand beside each other: without the hadrons that decay, or numbers. */
    private static List<MathText> names(List<String> labels) {
        List<MathText> whole = labels.stream().map(Notation::transition).toList();
        if (fit(whole)) {
            return whole;
        }
        List<MathText> daughters = labels.stream().map(Notation::daughter).toList();
        return fit(daughters)
                ? daughters
                : IntStream.rangeClosed(1, labels.size())
                        .mapToObj(number -> MathText.plain(String.valueOf(number)))
                        .toList();
    }

    private static boolean fit(List<MathText> names) {
        return names.stream().mapToInt(name -> name.unicode().length() + 2).sum() <= MOST_LETTERS;
    }

    private static double low(Channel channel, int i) {
        return hasEdges(channel) ? channel.bins().get(i).low() : i + 0.5;
    }

    private static double high(Channel channel, int i) {
        return hasEdges(channel) ? channel.bins().get(i).high() : i + 1.5;
    }

    private List<Layer> layers(Channel channel, boolean isAfter) {
        int size = channel.bins().size();
        double[] tops = new double[size];
        List<Layer> layers = new ArrayList<>();
        for (Process process : channel.processes()) {
            List<Layer.Bin> bars = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                double events = (isAfter ? process.after() : process.before()).at(i);
                bars.add(new Layer.Bin(low(channel, i), high(channel, i), tops[i], tops[i] + events));
                tops[i] += events;
            }
            layers.add(new Layer.Histogram(name(process), ink(process), true, bars));
        }
        List<Layer.Span> band = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double sum = (isAfter ? channel.after() : channel.before()).at(i);
            double error = error(channel, i, isAfter);
            band.add(new Layer.Span(low(channel, i), sum - error, sum + error));
            band.add(new Layer.Span(high(channel, i), sum - error, sum + error));
        }
        layers.add(new Layer.Band(UNCERTAINTY, Palette.UNCERTAINTY, band));
        addSelections(channel, layers);
        layers.add(
                new Layer.Measurements(DATA, Palette.DATA, measurements(channel, DoubleVector.generate(size, i -> 1))));
        return layers;
    }

    /** Lines between selections of bins that are numbered. */
    private static void addSelections(Channel channel, List<Layer> layers) {
        for (int i = 1; i < channel.bins().size() && !isNamed(channel); i++) {
            if (!channel.bins().get(i).label().equals(channel.bins().get(i - 1).label())) {
                layers.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE, Layer.Orientation.VERTICAL, low(channel, i)));
            }
        }
    }

    private static double error(Channel channel, int i, boolean isAfter) {
        if (isAfter) {
            return channel.afterError() == null ? 0 : channel.afterError().at(i);
        }
        return channel.beforeError().at(i);
    }

    /** Data in units that each bin has; those without one are left out. */
    private static List<Layer.Measurement> measurements(Channel channel, DoubleVector units) {
        List<Layer.Measurement> points = new ArrayList<>();
        for (int i = 0; i < channel.bins().size(); i++) {
            Bin bin = channel.bins().get(i);
            double scale = units.at(i);
            if (scale > 0) {
                double centre = 0.5 * (low(channel, i) + high(channel, i));
                points.add(new Layer.Measurement(
                        new Point(centre, bin.observed() / scale),
                        centre,
                        centre,
                        (bin.observed() - bin.errorLow()) / scale,
                        (bin.observed() + bin.errorHigh()) / scale));
            }
        }
        return points;
    }

    private Panel ratio(Channel channel, MathText name) {
        List<Layer.Span> band = new ArrayList<>();
        for (int i = 0; i < channel.bins().size(); i++) {
            double sum = channel.after().at(i);
            double relative = sum > 0 ? error(channel, i, true) / sum : 0;
            band.add(new Layer.Span(low(channel, i), 1 - relative, 1 + relative));
            band.add(new Layer.Span(high(channel, i), 1 - relative, 1 + relative));
        }
        List<Layer> layers = new ArrayList<>(List.of(
                new Layer.Band(UNCERTAINTY, Palette.UNCERTAINTY, band),
                new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 1)));
        addSelections(channel, layers);
        layers.add(new Layer.Measurements(DATA, Palette.DATA, measurements(channel, channel.after())));
        Range y = new Range().includeY(layers);
        return new Panel(
                name.then(", ratio"), x(channel), y.airyAxis(MathText.plain("data/sum"), MathText.EMPTY), layers);
    }

    private MathText name(Process process) {
        return MathText.plain(
                switch (process.role()) {
                    case BACKGROUND -> process.name();
                    case STANDARD_MODEL -> "Standard Model";
                    case NEW_PARTICLES -> study.names().scenario(process.name());
                });
    }

    private Ink ink(Process process) {
        return switch (process.role()) {
            case BACKGROUND -> Palette.process(backgrounds.get(process.name()));
            case STANDARD_MODEL -> Palette.STANDARD_MODEL;
            case NEW_PARTICLES -> study.names().scenarioInk(process.name());
        };
    }
}
