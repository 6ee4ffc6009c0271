package emiss.data.pyhf;

import emiss.api.UnusedName;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which modifiers of a workspace share a parameter, by the rules of pyhf 0.7: modifiers of one name do. Only a normsys and a
 * histosys may share a name across types; a shapesys shares with none; a shapefactor is shared bin by bin between channels; a
 * staterror has one factor per bin of every channel in which its samples carry it, and all of them must do so in the same
 * channels.
 *
 * <p>Names that are made up here get underscores until no parameter of the workspace has them.
 */
final class SharedParameters {
    private final Map<String, ModifierType> types = new LinkedHashMap<>();
    /** Channels of every per-bin set, in the order of pyhf, with their number of bins. */
    private final Map<String, TreeMap<String, Integer>> channelsOfSet = new HashMap<>();

    /** Names of the parts of sets that act in several channels, by set and channel. */
    private final Map<String, Map<String, String>> partNames = new HashMap<>();

    private final Set<String> madeUp = new HashSet<>();

    SharedParameters(List<WorkspaceChannel> channels, Problems problems) {
        Map<String, Map<String, Set<String>>> channelsOfSample = new HashMap<>();
        Map<String, Location> places = new HashMap<>();
        for (WorkspaceChannel channel : channels) {
            for (WorkspaceSample sample : channel.samples()) {
                for (Modifier modifier : sample.modifiers()) {
                    register(modifier, problems);
                    if (modifier.type().isPerBin()) {
                        places.putIfAbsent(modifier.name(), modifier.where());
                        channelsOfSet
                                .computeIfAbsent(modifier.name(), name -> new TreeMap<>())
                                .put(channel.name(), channel.bins());
                    }
                    if (modifier.type() == ModifierType.STATERROR) {
                        channelsOfSample
                                .computeIfAbsent(modifier.name(), name -> new LinkedHashMap<>())
                                .computeIfAbsent(sample.name(), name -> new TreeSet<>())
                                .add(channel.name());
                    }
                }
            }
        }
        channelsOfSample.forEach((set, samples) -> {
            if (Set.copyOf(samples.values()).size() > 1) {
                problems.add(
                        places.get(set),
                        "staterror \"" + set + "\" acts on its samples in different channels, " + samples
                                + ", expected the same ones for all");
            }
        });
        channelsOfSet.forEach((set, bins) -> {
            if (types.get(set) == ModifierType.SHAPEFACTOR) {
                int first = bins.firstEntry().getValue();
                bins.forEach((channel, size) -> {
                    if (size > first) {
                        problems.add(
                                places.get(set),
                                "shapefactor \"" + set + "\" acts on " + size + " bins of channel " + channel
                                        + ", expected at most " + first + " as in channel " + bins.firstKey());
                    }
                });
            }
        });
        types.forEach((set, type) -> {
            if (type == ModifierType.STATERROR && channels(set).size() > 1) {
                Map<String, String> names = new LinkedHashMap<>();
                channels(set).keySet().forEach(channel -> names.put(channel, unused(set + "_" + channel)));
                partNames.put(set, names);
            }
        });
    }

    /** A name that no parameter has, beginning with {@code wanted}. */
    String unused(String wanted) {
        return UnusedName.of(wanted, name -> types.containsKey(name) || !madeUp.add(name));
    }

    private void register(Modifier modifier, Problems problems) {
        ModifierType earlier = types.putIfAbsent(modifier.name(), modifier.type());
        if (earlier == null) {
            return;
        }
        if (!earlier.group().equals(modifier.type().group())) {
            problems.add(
                    modifier.where(),
                    "\"" + modifier.name() + "\" is the name of a "
                            + modifier.type().text() + " here and of a " + earlier.text() + " before");
        } else if (earlier == ModifierType.SHAPESYS) {
            problems.add(
                    modifier.where(),
                    "shapesys \"" + modifier.name() + "\" is used twice, expected one sample and channel only");
        }
    }

    /** The type of every parameter or set, in the order of the document. */
    Map<String, ModifierType> types() {
        return types;
    }

    /** The name of a parameter or set in a data set, where a set of staterror factors is one of a single channel. */
    String nameIn(Modifier modifier, String channel) {
        return partNames.getOrDefault(modifier.name(), Map.of()).getOrDefault(channel, modifier.name());
    }

    /** How many parameters there are. */
    int size(String name) {
        return switch (types.getOrDefault(name, ModifierType.NORMFACTOR)) {
            case STATERROR -> channels(name).values().stream().mapToInt(i -> i).sum();
            case SHAPEFACTOR, SHAPESYS -> channels(name).firstEntry().getValue();
            case NORMFACTOR, NORMSYS, HISTOSYS, LUMI -> 1;
        };
    }

    /** The parts of a set that have names of their own in a data set: name, first parameter, number of parameters. */
    List<Part> parts(String name) {
        Map<String, String> names = partNames.get(name);
        if (names == null) {
            return List.of(new Part(name, 0, size(name)));
        }
        List<Part> parts = new ArrayList<>();
        int first = 0;
        for (Map.Entry<String, Integer> channel : channels(name).entrySet()) {
            parts.add(new Part(names.getOrDefault(channel.getKey(), name), first, channel.getValue()));
            first += channel.getValue();
        }
        return parts;
    }

    private TreeMap<String, Integer> channels(String set) {
        return channelsOfSet.getOrDefault(set, new TreeMap<>());
    }

    /**
     * A part of a set.
     *
     * @param name its name in a data set
     * @param first number of its first parameter in the set
     * @param size how many parameters it has
     */
    record Part(String name, int first, int size) {}
}
