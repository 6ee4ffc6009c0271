package emiss.data.pyhf;

import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What parameters and channels of several data sets are called in one workspace. Shared parameters (with a slash) and names
 * that only one data set uses stay as they are; private ones that meet another of the same name get the id of their data set
 * in front. A slash in the name of a set of staterror factors, which pyhf 0.7 cannot take, becomes an underscore.
 */
public final class WorkspaceNames {
    private final String interest;
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> channels = new HashMap<>();

    /**
     * Chooses the names.
     *
     * @param datasets the data sets
     * @param interest what the parameter of interest should be called; underscores are added if a parameter has that name
     */
    public WorkspaceNames(List<CountingData> datasets, String interest) {
        Map<String, Set<String>> users = new HashMap<>();
        Map<String, Set<String>> channelUsers = new HashMap<>();
        Set<String> sets = new HashSet<>();
        for (CountingData data : datasets) {
            for (Channel channel : data.channels()) {
                channelUsers
                        .computeIfAbsent(channel.name(), name -> new TreeSet<>())
                        .add(data.id());
                for (Sample sample : channel.samples()) {
                    for (Systematic systematic : sample.systematics()) {
                        String name = systematic.name();
                        users.computeIfAbsent(name, key -> new TreeSet<>()).add(name.contains("/") ? "" : data.id());
                        if (systematic instanceof Systematic.StatError) {
                            sets.add(key(data, name));
                        }
                    }
                }
            }
        }
        Set<String> taken = new HashSet<>();
        for (CountingData data : datasets) {
            users.forEach((name, ids) -> {
                if (ids.contains("") || ids.contains(data.id())) {
                    String chosen = ids.size() > 1 ? data.id() + "_" + name : name;
                    parameters.put(key(data, name), sets.contains(key(data, name)) ? chosen.replace('/', '_') : chosen);
                }
            });
            channelUsers.forEach((name, ids) -> {
                if (ids.contains(data.id())) {
                    channels.put(key(data, name), ids.size() > 1 ? data.id() + "_" + name : name);
                }
            });
        }
        taken.addAll(parameters.values());
        String free = interest;
        while (taken.contains(free)) {
            free += "_";
        }
        this.interest = free;
    }

    private static String key(CountingData data, String name) {
        return data.id() + "\n" + name;
    }

    /** {@return the name of the parameter of interest} */
    public String interest() {
        return interest;
    }

    /**
     * {@return the name of a parameter of a data set}
     *
     * @param data the data set
     * @param name what the data set calls the parameter
     */
    public String parameter(CountingData data, String name) {
        return parameters.getOrDefault(key(data, name), name);
    }

    /**
     * {@return the name of a channel of a data set}
     *
     * @param data the data set
     * @param name what the data set calls the channel
     */
    public String channel(CountingData data, String name) {
        return channels.getOrDefault(key(data, name), name);
    }
}
