package emiss.data.pyhf;

import emiss.api.UnusedName;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the sets of per-bin factors of an HS3 document: modifiers with the same list of parameters share one. A set is called
 * like its parameters without their numbers, which is the name of its modifier if that and the numbers are the parameters.
 */
final class Hs3SetReader {
    /**
     * Where a set is used.
     *
     * @param channel the channel
     * @param sample the sample
     * @param modifier the modifier
     */
    record Use(Hs3Channel channel, Hs3Sample sample, Hs3Modifier modifier) {}

    private static final String NUMBER = "[_\\[(]*[0-9]+[\\])]*";

    private final Hs3SetConstraints constraints;
    private final Problems problems;
    private final Map<List<String>, List<Use>> uses = new LinkedHashMap<>();
    private final Map<String, List<String>> listOf = new HashMap<>();
    private final Map<String, Set<List<String>>> setsByName = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Hs3SetReader(Hs3Parameters values, Hs3Constraints terms, boolean isFromRoot, Problems problems) {
        this.constraints = new Hs3SetConstraints(values, terms, isFromRoot, problems);
        this.problems = problems;
    }

    /** The sets by their parameters. */
    Map<List<String>, Hs3Set> read(List<Hs3Channel> channels) {
        for (Hs3Channel channel : channels) {
            for (Hs3Sample sample : channel.samples()) {
                for (Hs3Modifier modifier : sample.modifiers()) {
                    checkList(modifier);
                    if (modifier.isPerBin()) {
                        uses.computeIfAbsent(modifier.parameters(), list -> new ArrayList<>())
                                .add(new Use(channel, sample, modifier));
                        setsByName
                                .computeIfAbsent(modifier.name(), name -> new HashSet<>())
                                .add(modifier.parameters());
                    } else {
                        taken.addAll(modifier.parameters());
                    }
                }
            }
        }
        Map<List<String>, Hs3Set> sets = new LinkedHashMap<>();
        if (problems.isEmpty()) {
            uses.forEach((list, found) ->
                    constraints.set(name(list, found), list, found).ifPresent(set -> sets.put(list, set)));
        }
        return sets;
    }

    private void checkList(Hs3Modifier modifier) {
        for (String parameter : modifier.parameters()) {
            List<String> list = modifier.isPerBin() ? modifier.parameters() : List.of();
            List<String> other = listOf.putIfAbsent(parameter, list);
            if (other != null && !other.equals(list)) {
                problems.add(
                        modifier.where(),
                        "parameter \"" + parameter + "\" is also in another set of factors, or alone, which is not"
                                + " supported, expected the same list of parameters wherever it is used");
            }
        }
    }

    private String name(List<String> list, List<Use> found) {
        String own = found.get(0).modifier().name();
        boolean isClear = !own.isEmpty()
                && setsByName.getOrDefault(own, Set.of()).size() == 1
                && list.stream().allMatch(parameter -> parameter.matches(Pattern.quote(own) + NUMBER));
        String stem = list.get(0).replaceFirst(NUMBER + "$", "");
        return UnusedName.of(isClear || stem.isEmpty() ? own : stem, name -> !taken.add(name));
    }
}
