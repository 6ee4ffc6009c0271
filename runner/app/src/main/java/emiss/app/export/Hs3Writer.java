package emiss.app.export;

import emiss.api.DoubleVector;
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

/**
 * Writes a folded model in the HEP Statistics Serialization Standard, version 0.2: one {@code histfactory_dist} per channel.
 *
 * <p>What the standard leaves to conventions is written out: per-bin factors are {@code shapefactor}s, and they and the
 * luminosity have Gaussian and Poisson distributions of their own, paired with their auxiliary data in the likelihood. Only
 * unit Gaussians of {@code normsys} and {@code histosys} are left to {@code "constraint": "Gauss"}, and their interpolation to
 * the default of implementations, code 4 and code 4p as here.
 */
final class Hs3Writer {
    private static final double ENDS_OF_NORMAL = 5;
    private static final double LARGEST_FACTOR = 10;

    private final OneFactorModel model;
    private final WorkspaceNames names;
    private final List<Object> distributions = new ArrayList<>();
    private final List<Object> functions = new ArrayList<>();
    private final List<Object> data = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private final List<Object> termData = new ArrayList<>();
    private final Map<String, Map<String, Object>> axes = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> points = new LinkedHashMap<>();

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
                for (Sample sample : channel.samples()) {
                    for (Systematic systematic : sample.systematics()) {
                        taken.add(names.parameter(dataset, systematic.name()));
                    }
                }
            }
        }
    }

    /** A name for what belongs to something of another name; underscores behind it until nothing else has it. */
    private String named(String prefix, String name) {
        return madeUp.computeIfAbsent(prefix + name, wanted -> {
            String free = wanted;
            while (!taken.add(free)) {
                free += "_";
            }
            return free;
        });
    }

    /** What the factors of a set are called, before the number of the bin. */
    private String set(String name) {
        return sets.computeIfAbsent(name, wanted -> {
            String free = wanted + "_";
            while (isBeginOfBin(free)) {
                free += "_";
            }
            return free;
        });
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
        parameter(names.interest(), 1, 0, LARGEST_FACTOR);
        for (CountingData dataset : model.datasets()) {
            if (!dataset.constraints().isEmpty()) {
                throw new ExportException("data set " + dataset.id() + " has a multivariate constraint of "
                        + dataset.constraints().get(0).parameters() + ", which is not exported");
            }
            Settings settings = new Settings(dataset);
            for (Channel channel : dataset.channels()) {
                channel(dataset, channel, settings);
            }
            settings.of(dataset.signalStrength()).ifPresent(found -> configure(names.interest(), found, 0));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("metadata", object("hs3_version", "0.2", "description", study + ": " + model.title()));
        document.put("distributions", distributions);
        document.put("functions", functions);
        document.put("data", data);
        document.put("likelihoods", List.of(object("name", study, "distributions", terms, "data", termData)));
        document.put(
                "domains",
                List.of(object("name", "bounds", "type", "product_domain", "axes", List.copyOf(axes.values()))));
        document.put("parameter_points", List.of(object("name", "start", "parameters", List.copyOf(points.values()))));
        document.put(
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
                        "start")));
        return JsonPrinter.print(document);
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

    private Map<String, Object> modifier(
            CountingData dataset, Sample sample, Systematic systematic, StatErrors errors, Settings settings) {
        String name = names.parameter(dataset, systematic.name());
        int bins = sample.nominal().size();
        if (systematic instanceof Systematic.NormSys sys) {
            normal(name, systematic, settings);
            Map<String, Object> modifier = single("normsys", name);
            modifier.put("constraint", "Gauss");
            modifier.put("data", object("lo", sys.low(), "hi", sys.high()));
            return modifier;
        } else if (systematic instanceof Systematic.HistoSys sys) {
            normal(name, systematic, settings);
            Map<String, Object> modifier = single("histosys", name);
            modifier.put("constraint", "Gauss");
            modifier.put("data", object("lo", object("contents", sys.low()), "hi", object("contents", sys.high())));
            return modifier;
        } else if (systematic instanceof Systematic.Lumi sys) {
            if (parameter(name, sys.central(), 0, LARGEST_FACTOR * sys.central())) {
                gaussian(name, sys.central(), sys.uncertainty());
                settings.of(systematic.name()).ifPresent(found -> configure(name, found, 0));
            }
            return single("normfactor", name);
        } else if (systematic instanceof Systematic.NormFactor) {
            parameter(name, 1, 0, LARGEST_FACTOR);
            settings.of(systematic.name()).ifPresent(found -> configure(name, found, 0));
            return single("normfactor", name);
        }
        List<String> parameters =
                IntStream.range(0, bins).mapToObj(bin -> set(name) + bin).toList();
        for (int bin = 0; bin < bins; bin++) {
            int index = bin;
            if (parameter(parameters.get(bin), 1, 0, LARGEST_FACTOR)) {
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
        if (parameter(name, 0, -ENDS_OF_NORMAL, ENDS_OF_NORMAL)) {
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
                named("nominal_", name),
                "mean",
                name,
                "sigma",
                width));
        terms.add(named("constraint_", name));
        termData.add(centre);
    }

    private void poisson(String name, double counts, double tau) {
        points.put(named("tau_", name), object("name", named("tau_", name), "value", tau, "const", true));
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
        terms.add(named("constraint_", name));
        termData.add(counts);
    }

    /** Declares a parameter; false if it is there already. */
    private boolean parameter(String name, double start, double low, double high) {
        if (points.containsKey(name)) {
            return false;
        }
        points.put(name, object("name", name, "value", start));
        axes.put(name, object("name", name, "min", low, "max", high));
        return true;
    }

    private void hold(String name) {
        points.getOrDefault(name, new LinkedHashMap<>()).put("const", true);
    }

    private void configure(String name, ParameterSettings settings, int index) {
        Map<String, Object> point = points.getOrDefault(name, new LinkedHashMap<>());
        if (settings.inits().size() > 0) {
            point.put("value", settings.inits().at(index));
        }
        Boolean fixed = settings.fixed();
        if (fixed != null) {
            point.put("const", fixed);
        }
        if (!settings.bounds().isEmpty()) {
            ParameterSettings.Bounds bounds = settings.bounds().get(index);
            axes.put(name, object("name", name, "min", bounds.low(), "max", bounds.high()));
        }
    }

    private static Map<String, Object> single(String type, String parameter) {
        return object("name", parameter, "type", type, "parameter", parameter);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return object;
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
