package emiss.data.pyhf;

import emiss.api.UnusedName;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Systematic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What parameters and channels of several data sets are called in one workspace. Shared parameters (with a slash) and names
 * that only one data set uses stay as they are; private ones that meet another of the same name get the id of their data set
 * in front. A slash in the name of a set of staterror factors, which pyhf 0.7 cannot take, becomes an underscore. Names that are
 * made up get underscores until nothing else has them.
 */
public final class WorkspaceNames {
    private final String interest;
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> channels = new HashMap<>();

    /**
     * Chooses the names.
     *
     * @param datasets the data sets
     * @param interest what the parameter of interest should be called
     */
    public WorkspaceNames(List<CountingData> datasets, String interest) {
        Map<String, Set<String>> users = new TreeMap<>();
        Map<String, Set<String>> channelUsers = new TreeMap<>();
        Set<String> renamed = new HashSet<>();
        for (CountingData data : datasets) {
            for (Channel channel : data.channels()) {
                channelUsers
                        .computeIfAbsent(channel.name(), name -> new TreeSet<>())
                        .add(data.id());
            }
            data.systematics().forEach(systematic -> {
                String name = systematic.name();
                users.computeIfAbsent(name, key -> new TreeSet<>()).add(owner(data, name));
                if (systematic instanceof Systematic.StatError && isShared(name)) {
                    renamed.add(name);
                }
            });
        }
        Set<String> taken = choose(users, renamed, parameters);
        choose(channelUsers, Set.of(), channels);
        this.interest = UnusedName.of(interest, taken::contains);
    }

    /**
     * Chooses names: those that need no other stay as they are, and those that are made up are different from all others.
     *
     * @return all names that were chosen
     */
    private static Set<String> choose(Map<String, Set<String>> users, Set<String> renamed, Map<String, String> chosen) {
        Set<String> taken = new HashSet<>();
        users.forEach((name, owners) -> {
            if (owners.size() == 1 && !renamed.contains(name)) {
                taken.add(name);
            }
        });
        users.forEach((name, owners) -> {
            if (owners.size() > 1 || renamed.contains(name)) {
                for (String owner : owners) {
                    String wanted = owner.isEmpty() ? name.replace('/', '_') : owner + "_" + name;
                    String free = UnusedName.of(wanted, taken::contains);
                    taken.add(free);
                    chosen.put(key(owner, name), free);
                }
            }
        });
        return taken;
    }

    private static boolean isShared(String name) {
        return name.contains("/");
    }

    /** The data set that a parameter belongs to; empty if data sets share it. */
    private static String owner(CountingData data, String name) {
        return isShared(name) ? "" : data.id();
    }

    private static String key(String owner, String name) {
        return owner + "\n" + name;
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
        return parameters.getOrDefault(key(owner(data, name), name), name);
    }

    /**
     * {@return the name of a channel of a data set}
     *
     * @param data the data set
     * @param name what the data set calls the channel
     */
    public String channel(CountingData data, String name) {
        return channels.getOrDefault(key(data.id(), name), name);
    }
}
