package emiss.inference;

import emiss.api.UnusedName;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the parameters and sets of data sets are called in a model, by their names in the data set. Names that are made up, by putting
 * the id of the data set in front or the number of a bin behind, get underscores until they are nobody's name. Immutable.
 */
final class ParameterNames {
    /** By id of the data set and name in it. */
    private final Map<String, Map<String, String>> full = new HashMap<>();

    /** The same for the parts of sets, without the number of the bin. */
    private final Map<String, Map<String, String>> ofSets = new HashMap<>();

    /** All full names. */
    private final Set<String> taken = new HashSet<>();

    /** Takes all data sets of a model. */
    ParameterNames(List<? extends Dataset> datasets) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData data) {
                names.put(data.id(), names(data));
            }
        }
        names.values()
                .forEach(own -> own.stream().filter(ParameterNames::isShared).forEach(taken::add));
        names.forEach((id, own) -> {
            Map<String, String> found = new HashMap<>();
            List<String> met = new ArrayList<>();
            for (String name : own) {
                if (isShared(name)) {
                    found.put(name, name);
                } else if (taken.add(id + "/" + name)) {
                    found.put(name, id + "/" + name);
                } else {
                    met.add(name);
                }
            }
            for (String name : met) {
                String free = UnusedName.of(id + "/" + name, taken::contains);
                taken.add(free);
                found.put(name, free);
            }
            full.put(id, found);
        });
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData data) {
                Map<String, String> found = new HashMap<>();
                data.systematics()
                        .filter(ParameterNames::isSet)
                        .map(Systematic::name)
                        .forEach(set -> found.computeIfAbsent(set, name -> ofSet(of(data.id(), name))));
                ofSets.put(data.id(), found);
            }
        }
    }

    /** Data sets share the parameters whose names have a slash. */
    private static boolean isShared(String name) {
        return name.contains("/");
    }

    private static Set<String> names(CountingData data) {
        return data.systematics().map(Systematic::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a modifier has a parameter in every bin. */
    private static boolean isSet(Systematic systematic) {
        return systematic instanceof Systematic.StatError
                || systematic instanceof Systematic.ShapeSys
                || systematic instanceof Systematic.ShapeFactor;
    }

    private String ofSet(String own) {
        return UnusedName.of(
                own,
                name -> (!name.equals(own) && taken.contains(name))
                        || taken.stream().anyMatch(other -> other.startsWith(name + "[") && other.endsWith("]")));
    }

    /** The full name of a parameter or set of a data set. */
    String of(String id, String name) {
        return full.getOrDefault(id, Map.of()).getOrDefault(name, id + "/" + name);
    }

    /** The parameters of a data set, with their full names before those in the data set; of sets there is one a bin. */
    Map<String, String> parameters(CountingData data) {
        Map<String, String> own = new LinkedHashMap<>();
        for (Channel channel : data.channels()) {
            for (Sample sample : channel.samples()) {
                for (Systematic systematic : sample.systematics()) {
                    String name = systematic.name();
                    if (isSet(systematic)) {
                        for (int bin = 0; bin < channel.bins().size(); bin++) {
                            own.put(inBin(data.id(), name, bin), name);
                        }
                    } else {
                        own.put(of(data.id(), name), name);
                    }
                }
            }
        }
        return own;
    }

    /** The full name of the parameter of a set in a bin, counted from 0. */
    String inBin(String id, String set, int bin) {
        return ofSets.getOrDefault(id, Map.of()).getOrDefault(set, of(id, set)) + "[" + bin + "]";
    }
}
