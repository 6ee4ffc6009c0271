package emiss.app.config;

import emiss.api.experiment.Experiment;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data sets that count as one experiment: the groups of plugins, and those that a configuration adds. */
final class Groups {
    private final Catalogue plugins;
    private final Problems problems;
    private final Map<String, List<String>> all = new LinkedHashMap<>();
    /** The places of the names and the members of the groups that were added. */
    private final Map<String, Location> names = new LinkedHashMap<>();

    private final Map<Location, String> members = new LinkedHashMap<>();

    Groups(Catalogue plugins, Problems problems) {
        this.plugins = plugins;
        this.problems = problems;
    }

    /** Reads the field {@code groups}. */
    void read(ObjectDecoder decoder) {
        Map<String, List<String>> builtIn = plugins.groups();
        decoder.optional("groups")
                .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"groups\"", problems))
                .ifPresent(node -> node.fields().forEach((name, list) -> {
                    String taken = builtIn.containsKey(name)
                            ? "a built-in group"
                            : plugins.experiment(name).isPresent() ? "an experiment" : "";
                    if (!taken.isEmpty()) {
                        problems.add(
                                node.keyLocation(name),
                                "the group \"" + name + "\" has the name of " + taken + ", expected another name");
                    }
                    names.put(name, node.keyLocation(name));
                    all.put(name, members(name, list));
                }));
        builtIn.forEach(all::putIfAbsent);
    }

    private List<String> members(String name, Node list) {
        String what = "group \"" + name + "\"";
        List<String> ids = new ArrayList<>();
        if (ValueDecoder.checkFilled(list, what, problems)) {
            for (Node item : list.items()) {
                String id = ValueDecoder.asString(item, "a member of " + what, problems);
                if (ids.contains(id)) {
                    problems.add(item.location(), what + " has \"" + id + "\" twice");
                } else if (!id.isEmpty()) {
                    ids.add(id);
                    members.put(item.location(), id);
                }
            }
        }
        return List.copyOf(ids);
    }

    /** Members by the name of their group, the groups of the configuration first. */
    Map<String, List<String>> all() {
        return all;
    }

    /** Reports members that are neither an experiment nor a data set that the configuration names. */
    void check(Collection<String> datasets) {
        Set<String> valid = new LinkedHashSet<>();
        plugins.experiments().stream().map(Plugin<Experiment>::id).forEach(valid::add);
        valid.addAll(datasets);
        members.forEach((where, id) -> {
            if (!valid.contains(id)) {
                plugins.unknown("experiment", id, List.copyOf(valid), where, problems);
            }
        });
        names.forEach((name, where) -> {
            if (datasets.contains(name) && plugins.experiment(name).isEmpty()) {
                problems.add(where, "the group \"" + name + "\" has the name of a data set, expected another name");
            }
        });
    }
}
