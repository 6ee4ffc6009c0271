package emiss.app.export;

import static emiss.data.document.JsonPrinter.object;

import emiss.api.DoubleVector;
import emiss.api.UnusedName;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.document.JsonPrinter;
import emiss.data.pyhf.WorkspaceNames;
import emiss.inference.StatErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a folded model in the HEP Statistics Serialization Standard, version 0.2: one {@code histfactory_dist} per channel.
 *
 * <p>What programs do not agree on is written out: per-bin factors are {@code shapefactor}s, and they and the luminosity have
 * Gaussian and Poisson distributions of their own, the {@code aux_distributions} of the likelihood. Only unit Gaussians of
 * {@code normsys} and {@code histosys} are left to {@code "constraint": "Gauss"}, and their interpolation to the default of
 * implementations, code 4 and code 4p as here. Shapes are contents, not shifts. {@link emiss.data.pyhf.Hs3Reader} reads the
 * same likelihood back, with the same parameters.
 */
final class Hs3Writer {
    private static final double NEGATIVE = Double.NEGATIVE_INFINITY;
    private static final double POSITIVE = Double.POSITIVE_INFINITY;

    private final OneFactorModel model;
    private final WorkspaceNames names;
    private final List<Object> distributions = new ArrayList<>();
    private final List<Object> functions = new ArrayList<>();
    private final List<Object> data = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private final List<Object> termData = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private final Map<String, Map<String, @Nullable Object>> axes = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> points = new LinkedHashMap<>();

    /** Names of parameters and channels, and those that were made up so far. */
    private final Set<String> taken = new HashSet<>();

    private final Map<String, String> madeUp = new HashMap<>();
    private final Map<String, String> sets = new HashMap<>();

    Hs3Writer(OneFactorModel model) {
        this.model = model;
        this.names = new WorkspaceNames(model.datasets(), model.interest());
        taken.add(names.interest());
        for (CountingData dataset : model.datasets()) {
            for (Channel channel : dataset.channels()) {
                taken.add(names.channel(dataset, channel.name()));
            }
            dataset.systematics().forEach(systematic -> taken.add(names.parameter(dataset, systematic.name())));
        }
    }

    /** A name for what belongs to something of another name; underscores behind it until nothing else has it. */
    private String named(String prefix, String name) {
        return madeUp.computeIfAbsent(prefix + name, wanted -> UnusedName.of(wanted, free -> !taken.add(free)));
    }

    /** What the factors of a set are called, before the number of the bin. */
    private String set(String name) {
        return sets.computeIfAbsent(name, wanted -> UnusedName.of(wanted + "_", this::isBeginOfBin));
    }

    private boolean isBeginOfBin(String begin) {
        return sets.containsValue(begin)
                || taken.stream()
                        .anyMatch(name -> name.startsWith(begin)
                                && name.substring(begin.length()).matches("[0-9]+"));
    }

    /**
     * The document.
     *
     * @throws ExportException if the standard cannot express the model, with the reason
     */
    String write(String study) {
        interest();
        for (CountingData dataset : model.datasets()) {
            if (!dataset.constraints().isEmpty()) {
                throw new ExportException("data set " + dataset.id() + " has a multivariate constraint of "
                        + dataset.constraints().get(0).parameters() + ", which is not exported");
            }
            Settings settings = new Settings(dataset);
            for (Channel channel : dataset.channels()) {
                channel(dataset, channel, settings);
            }
        }
        return JsonPrinter.print(object(
                "metadata",
                object("hs3_version", "0.2", "description", study + ": " + model.title()),
                "distributions",
                distributions,
                "functions",
                functions,
                "data",
                data,
                "likelihoods",
                List.of(object(
                        "name", study, "distributions", terms, "data", termData, "aux_distributions", constraints)),
                "domains",
                List.of(object("name", "bounds", "type", "product_domain", "axes", List.copyOf(axes.values()))),
                "parameter_points",
                List.of(object("name", "start", "parameters", List.copyOf(points.values()))),
                "analyses",
                List.of(object(
                        "name",
                        study,
                        "likelihood",
                        study,
                        "parameters_of_interest",
                        List.of(names.interest()),
                        "domains",
                        List.of("bounds"),
                        "init",
                        "start"))));
    }

    private void channel(CountingData dataset, Channel channel, Settings settings) {
        String name = names.channel(dataset, channel.name());
        int bins = channel.bins().size();
        List<Object> binning = List.of(object("name", named("bin_", name), "min", 0, "max", bins, "nbins", bins));
        StatErrors errors = new StatErrors(channel);
        List<Object> samples = new ArrayList<>();
        for (Sample sample : channel.samples()) {
            List<Object> modifiers = new ArrayList<>();
            if (sample.role() == Sample.Role.SIGNAL) {
                modifiers.add(single("normfactor", names.interest()));
            }
            for (Systematic systematic : sample.systematics()) {
                modifiers.add(modifier(dataset, sample, systematic, errors, settings));
            }
            samples.add(object(
                    "name", sample.name(), "data", object("contents", sample.nominal()), "modifiers", modifiers));
        }
        distributions.add(object("name", name, "type", "histfactory_dist", "axes", binning, "samples", samples));
        data.add(object(
                "name", named("data_", name), "type", "binned", "contents", channel.observed(), "axes", binning));
        terms.add(name);
        termData.add(named("data_", name));
    }

    private Map<String, @Nullable Object> modifier(
            CountingData dataset, Sample sample, Systematic systematic, StatErrors errors, Settings settings) {
        String name = names.parameter(dataset, systematic.name());
        int bins = sample.nominal().size();
        if (systematic instanceof Systematic.NormSys sys) {
            normal(name, systematic, settings);
            Map<String, @Nullable Object> modifier = single("normsys", name);
            modifier.put("constraint", "Gauss");
            modifier.put("data", object("lo", sys.low(), "hi", sys.high()));
            return modifier;
        } else if (systematic instanceof Systematic.HistoSys sys) {
            normal(name, systematic, settings);
            Map<String, @Nullable Object> modifier = single("histosys", name);
            modifier.put("constraint", "Gauss");
            modifier.put("data", object("lo", object("contents", sys.low()), "hi", object("contents", sys.high())));
            return modifier;
        } else if (systematic instanceof Systematic.Lumi sys) {
            if (parameter(name, sys.central(), 0, POSITIVE)) {
                gaussian(
                        name,
                        settings.at(systematic.name(), ParameterSettings::auxdata, 0, sys.central()),
                        settings.at(systematic.name(), ParameterSettings::sigmas, 0, sys.uncertainty()));
                settings.of(systematic.name()).ifPresent(found -> configure(name, found, 0));
            }
            return single("normfactor", name);
        } else if (systematic instanceof Systematic.NormFactor) {
            parameter(name, 1, 0, POSITIVE);
            settings.of(systematic.name()).ifPresent(found -> configure(name, found, 0));
            return single("normfactor", name);
        }
        List<String> parameters =
                IntStream.range(0, bins).mapToObj(bin -> set(name) + bin).toList();
        for (int bin = 0; bin < bins; bin++) {
            int index = bin;
            if (parameter(parameters.get(bin), 1, 0, POSITIVE)) {
                constrain(parameters.get(bin), sample, systematic, bin, errors, settings);
                settings.of(systematic.name()).ifPresent(found -> configure(parameters.get(index), found, index));
            }
        }
        return object("name", name, "type", "shapefactor", "parameters", parameters);
    }

    /** The constraint of a per-bin factor, or its being held where it has no uncertainty. */
    private void constrain(
            String name, Sample sample, Systematic systematic, int bin, StatErrors errors, Settings settings) {
        if (systematic instanceof Systematic.StatError) {
            double width = errors.width(systematic.name(), bin);
            gaussian(
                    name,
                    settings.at(systematic.name(), ParameterSettings::auxdata, bin, 1),
                    settings.at(systematic.name(), ParameterSettings::sigmas, bin, width > 0 ? width : 1));
            if (!(width > 0)) {
                hold(name);
            }
        } else if (systematic instanceof Systematic.ShapeSys sys) {
            double nominal = sample.nominal().at(bin);
            double uncertainty = sys.uncertainty().at(bin);
            boolean varies = nominal > 0 && uncertainty > 0;
            double tau = varies ? nominal * nominal / (uncertainty * uncertainty) : 1;
            poisson(
                    name,
                    settings.at(systematic.name(), ParameterSettings::auxdata, bin, tau),
                    settings.at(systematic.name(), ParameterSettings::factors, bin, tau));
            if (!varies) {
                hold(name);
            }
        }
    }

    private void normal(String name, Systematic systematic, Settings settings) {
        if (settings.at(systematic.name(), ParameterSettings::auxdata, 0, 0) != 0) {
            throw new ExportException("parameter " + name
                    + " has auxiliary data other than 0, which the constraint of a normsys or histosys cannot hold");
        }
        if (parameter(name, 0, NEGATIVE, POSITIVE)) {
            settings.of(systematic.name()).ifPresent(found -> configure(name, found, 0));
        }
    }

    private void gaussian(String name, double centre, double width) {
        distributions.add(object(
                "name",
                named("constraint_", name),
                "type",
                "gaussian_dist",
                "x",
                name,
                "mean",
                centre,
                "sigma",
                width));
        constraints.add(named("constraint_", name));
    }

    private void poisson(String name, double counts, double tau) {
        constant(named("nominal_", name), counts);
        constant(named("tau_", name), tau);
        functions.add(
                object("name", named("rate_", name), "type", "product", "factors", List.of(name, named("tau_", name))));
        distributions.add(object(
                "name",
                named("constraint_", name),
                "type",
                "poisson_dist",
                "x",
                named("nominal_", name),
                "mean",
                named("rate_", name)));
        constraints.add(named("constraint_", name));
    }

    private void constant(String name, double value) {
        points.put(name, object("name", name, "value", value, "const", true));
    }

    /** Declares the parameter of interest, within the bounds of all data sets and starting where the first says. */
    private void interest() {
        double start = 1;
        double low = NEGATIVE;
        double high = POSITIVE;
        boolean isHeld = false;
        for (int i = model.datasets().size() - 1; i >= 0; i--) {
            CountingData dataset = model.datasets().get(i);
            Optional<ParameterSettings> found = new Settings(dataset).of(dataset.signalStrength());
            if (found.isPresent()) {
                start = found.get().init(start);
                isHeld |= Boolean.TRUE.equals(found.get().fixed());
                for (ParameterSettings.Bounds bounds : found.get().bounds()) {
                    low = Math.max(low, bounds.low());
                    high = Math.min(high, bounds.high());
                }
            }
        }
        parameter(names.interest(), start, low, high);
        if (isHeld) {
            hold(names.interest());
        }
    }

    /** Declares a parameter; false if it is there already. */
    private boolean parameter(String name, double start, double low, double high) {
        if (points.containsKey(name)) {
            return false;
        }
        points.put(name, object("name", name, "value", start));
        bound(name, low, high);
        return true;
    }

    /** Says what values are allowed; ends that are infinite are left out. */
    private void bound(String name, double low, double high) {
        Map<String, @Nullable Object> axis = object("name", name);
        if (low > NEGATIVE) {
            axis.put("min", low);
        }
        if (high < POSITIVE) {
            axis.put("max", high);
        }
        axes.put(name, axis);
    }

    private void hold(String name) {
        points.getOrDefault(name, new LinkedHashMap<>()).put("const", true);
    }

    private void configure(String name, ParameterSettings settings, int index) {
        Map<String, @Nullable Object> point = points.getOrDefault(name, new LinkedHashMap<>());
        if (settings.inits().size() > 0) {
            point.put("value", settings.inits().at(index));
        }
        Boolean fixed = settings.fixed();
        if (Boolean.TRUE.equals(fixed)) {
            point.put("const", true);
        } else if (fixed != null) {
            point.remove("const");
        }
        if (!settings.bounds().isEmpty()) {
            ParameterSettings.Bounds bounds = settings.bounds().get(index);
            bound(name, bounds.low(), bounds.high());
        }
    }

    private static Map<String, @Nullable Object> single(String type, String parameter) {
        return object("name", parameter, "type", type, "parameter", parameter);
    }

    /** The settings of one data set. */
    private record Settings(Map<String, ParameterSettings> byName) {
        Settings(CountingData dataset) {
            this(new HashMap<>());
            dataset.parameters().forEach(settings -> byName.put(settings.name(), settings));
        }

        Optional<ParameterSettings> of(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        double at(String name, Function<ParameterSettings, DoubleVector> what, int index, double standard) {
            return of(name).map(what)
                    .filter(values -> values.size() > 0)
                    .map(values -> values.at(index))
                    .orElse(standard);
        }
    }
}
