package emiss.app.study;

import emiss.api.experiment.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data sets by the experiment that they count for. */
public final class Experiments {
    private Experiments() {}

    /**
     * Ids of data sets by the name of their group, or their own.
     *
     * @param groups ids of data sets that count as one experiment, by name
     */
    public static Map<String, List<String>> of(List<Dataset> datasets, Map<String, List<String>> groups) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Dataset dataset : datasets) {
            String name = groups.entrySet().stream()
                    .filter(group -> group.getValue().contains(dataset.id()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(dataset.id());
            found.computeIfAbsent(name, key -> new ArrayList<>()).add(dataset.id());
        }
        return found;
    }
}
