package emiss.report.view;

import java.util.List;

/** Names of nuisance parameters where there is little room. */
final class NuisanceNames {
    private NuisanceNames() {}

    /** The names without the data set in front, unless two would be the same. */
    static List<String> shortened(List<String> names) {
        List<String> bare = names.stream().map(NuisanceNames::bare).toList();
        return names.stream()
                .map(name -> bare.stream().filter(bare(name)::equals).count() > 1 ? name : bare(name))
                .toList();
    }

    private static String bare(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
