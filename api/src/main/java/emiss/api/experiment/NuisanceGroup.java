package emiss.api.experiment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nuisance parameters that count as one source of uncertainty. A group whose id begins with {@code normalisation} holds
 * background normalisations, which more data measure better.
 *
 * @param id the name in results, for example {@code branchingFractions}; not one of the {@link #BUILT_IN} groups
 * @param members names of parameters as in {@link Systematic#name()}; an asterisk stands for any characters
 */
public record NuisanceGroup(String id, List<String> members) {
    /** The group of all {@link Systematic.StatError} and {@link Systematic.ShapeSys} factors. */
    public static final String MC_STATISTICS = "mcStatistics";

    /** The group of {@link CountingData#formFactorParameters}. */
    public static final String FORM_FACTORS = "formFactors";

    /** The group of all parameters that are in no other. */
    public static final String OTHERS = "others";

    /** Ids of the groups that every data set has without declaring them. */
    public static final Set<String> BUILT_IN = Set.of(MC_STATISTICS, FORM_FACTORS, OTHERS);

    /**
     * Checks the id and that there are members.
     *
     * @param id the name in results, for example {@code branchingFractions}; not one of the {@link #BUILT_IN} groups
     * @param members names of parameters as in {@link Systematic#name()}; an asterisk stands for any characters
     */
    public NuisanceGroup {
        members = List.copyOf(members);
        if (id.isBlank() || BUILT_IN.contains(id)) {
            throw new IllegalArgumentException("a nuisance group has the id \"" + id
                    + "\", expected a name other than those of the built-in groups "
                    + BUILT_IN.stream().sorted().collect(Collectors.joining(", ")));
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException("nuisance group " + id + " has no member");
        }
    }

    /**
     * {@return whether a parameter belongs to the group}
     *
     * @param parameter name of the parameter
     */
    public boolean contains(String parameter) {
        return members.stream().anyMatch(member -> matches(member, parameter));
    }

    /**
     * {@return whether a member of a group stands for a parameter}
     *
     * @param member the name of the parameter, or one with asterisks, each of which stands for any characters
     * @param parameter name of the parameter
     */
    public static boolean matches(String member, String parameter) {
        String[] parts = member.split("\\*", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return parameter.equals(member);
        }
        int end = parameter.length() - last.length();
        int at = parts[0].length();
        if (!parameter.startsWith(parts[0]) || !parameter.endsWith(last) || end < at) {
            return false;
        }
        // whatever is between asterisks is taken where it comes first, which leaves the most for the rest
        for (int i = 1; i < parts.length - 1; i++) {
            int found = parameter.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= end;
    }
}
