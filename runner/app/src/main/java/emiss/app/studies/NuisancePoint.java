package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.api.DoubleVector;
import emiss.app.study.StudyDecoder;
import emiss.data.document.Kind;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.inference.LikelihoodPoint;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values of nuisance parameters as a user names them.
 *
 * <p>A name is that of a parameter, with the id of its data set in front ({@code my-data/eff}, {@code my-data/mc[0]}) or, if no
 * other data set has one of this name, without ({@code eff}). A set of per-bin factors can be given as one list.
 *
 * @param values one value, or one a bin, by name
 */
public record NuisancePoint(Map<String, DoubleVector> values) {
    private static final Pattern BIN = Pattern.compile("\\[\\d+\\]$");

    /** Copies the map. */
    public NuisancePoint {
        values = Map.copyOf(values);
    }

    /** Reads values by name; a problem for each that {@code valid} names, where they are known, do not allow. */
    public static NuisancePoint decode(StudyDecoder decoder, Node node, Optional<List<String>> valid) {
        ObjectDecoder fields = decoder.object(node, "\"nuisances\"");
        Map<String, DoubleVector> values = new LinkedHashMap<>();
        node.fields().forEach((name, value) -> {
            DoubleVector numbers = value.kind() == Kind.ARRAY
                    ? DoubleVector.of(fields.numbers(name))
                    : DoubleVector.of(fields.number(name));
            values.put(name, numbers);
            valid.ifPresent(names -> {
                try {
                    new NuisancePoint(Map.of(name, numbers)).resolve(names);
                } catch (IllegalArgumentException wrong) {
                    decoder.problem(node.keyLocation(name), String.valueOf(wrong.getMessage()));
                }
            });
        });
        return new NuisancePoint(values);
    }

    /**
     * The log-pdf at these values; all that are not named are at their centres.
     *
     * @throws IllegalArgumentException if a name is unknown, ambiguous or meant twice, or a list has the wrong length
     * @throws IllegalStateException if the data are impossible there
     */
    public double logPdf(Analysis analysis, SignalModel signal) {
        double logPdf = at(analysis, signal, Map.of()).logPdf();
        if (!Double.isFinite(logPdf)) {
            throw new IllegalStateException("events were observed in a bin that expects none");
        }
        return logPdf;
    }

    /**
     * The likelihood at these values; all that are not named are at their centres.
     *
     * @param interest values of those parameters of the signal that are no nuisance parameters, by name
     * @throws IllegalArgumentException if a name is unknown, ambiguous or meant twice, or a list has the wrong length
     */
    public LikelihoodPoint at(Analysis analysis, SignalModel signal, Map<String, Double> interest) {
        List<String> names = new ArrayList<>(analysis.model().nuisanceNames());
        signal.parameters().stream()
                .map(ParameterOfInterest::name)
                .filter(name -> !interest.containsKey(name))
                .forEach(names::add);
        Map<String, Double> given = resolve(names);
        double[] phi = signal.parameters().stream()
                .mapToDouble(parameter -> {
                    Double value = interest.getOrDefault(parameter.name(), given.remove(parameter.name()));
                    return value == null ? parameter.centre() : value;
                })
                .toArray();
        return new LikelihoodPoint(analysis.model(), analysis.data(), signal, phi, given);
    }

    /**
     * The values by the names of a model.
     *
     * @param valid names of the parameters of the model
     * @throws IllegalArgumentException if a name is unknown, ambiguous or meant twice, or a list has the wrong length
     */
    Map<String, Double> resolve(Collection<String> valid) {
        Map<String, Double> resolved = new LinkedHashMap<>();
        values.forEach((name, given) -> {
            List<String> named = given.size() == 1 && !isSet(name, valid)
                    ? List.of(single(name, valid))
                    : bins(name, given.size(), valid);
            for (int i = 0; i < named.size(); i++) {
                if (resolved.put(named.get(i), given.at(i)) != null) {
                    throw new IllegalArgumentException("nuisance parameter " + named.get(i) + " is given twice");
                }
            }
        });
        return resolved;
    }

    private static boolean isSet(String name, Collection<String> valid) {
        return find(name, valid).isEmpty() && !find(name + "[0]", valid).isEmpty();
    }

    private static List<String> bins(String name, int size, Collection<String> valid) {
        int bins = 0;
        List<String> named = new ArrayList<>();
        while (!find(name + "[" + bins + "]", valid).isEmpty()) {
            named.add(single(name + "[" + bins + "]", valid));
            bins++;
        }
        if (bins == 0) {
            String one = single(name, valid);
            throw new IllegalArgumentException("nuisance parameter " + one + " has " + size + " values, expected one");
        }
        if (bins != size) {
            throw new IllegalArgumentException(
                    "nuisance parameter " + name + " has " + size + " values, expected " + bins + ", one a bin");
        }
        return named;
    }

    private static String single(String name, Collection<String> valid) {
        List<String> found = find(name, valid);
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "nuisance parameter \"" + name + "\" is ambiguous, expected one of " + String.join(", ", found));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("unknown nuisance parameter \"" + name + "\"" + hint(name, valid));
        }
        return found.get(0);
    }

    private static List<String> find(String name, Collection<String> valid) {
        return valid.contains(name)
                ? List.of(name)
                : valid.stream()
                        .filter(candidate -> withoutDataset(candidate).equals(name))
                        .toList();
    }

    /** Sets once instead of bin by bin, so that the answer to a wild guess stays readable. */
    private static String hint(String name, Collection<String> valid) {
        Set<String> names = new LinkedHashSet<>();
        for (String candidate : valid) {
            names.add(withoutDataset(BIN.matcher(candidate).replaceFirst("")));
        }
        if (name.contains("/") || name.contains("[")) {
            names.addAll(valid);
            return NearestName.of(name, names)
                    .map(nearest -> "; did you mean \"" + nearest + "\"?")
                    .orElse("");
        }
        return NearestName.hint(name, names);
    }

    private static String withoutDataset(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
