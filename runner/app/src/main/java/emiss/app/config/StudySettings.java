package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.study.Study;
import emiss.results.Records;
import emiss.results.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One study of a run, with everything resolved.
 *
 * @param id name of the study, unique in the run
 * @param type name of its type
 * @param inputs theory inputs
 * @param datasets the data sets, in the order given
 * @param data which data of them
 * @param resolved the other settings, in the words of a configuration
 * @param study how it is computed
 */
public record StudySettings(
        String id,
        String type,
        InputSettings inputs,
        List<Dataset> datasets,
        DataChoice data,
        Map<String, @Nullable Object> resolved,
        Study study) {
    /** Copies the list. */
    public StudySettings {
        datasets = List.copyOf(datasets);
    }

    /** The data sets with these ids; all if there are none. */
    public List<Dataset> datasets(List<String> ids) {
        return ids.isEmpty()
                ? datasets
                : datasets.stream()
                        .filter(dataset -> ids.contains(dataset.id()))
                        .toList();
    }

    /** The masses [GeV] of its particle that it names, ascending, each once; none if it names none. */
    public double[] masses() {
        Stream<Double> ofPoints = resolved.get("points") instanceof Collection<?> points
                ? points.stream()
                        .map(point -> point instanceof Map<?, ?> map ? map.get("mass") : null)
                        .flatMap(StudySettings::masses)
                : Stream.empty();
        Stream<Double> ofStudy = Stream.concat(masses(resolved.get("mass")), masses(resolved.get("masses")));
        return Stream.concat(ofStudy, ofPoints)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
    }

    private static Stream<Double> masses(@Nullable Object setting) {
        if (setting instanceof Number mass) {
            return Stream.of(mass.doubleValue());
        }
        return setting instanceof Collection<?> list ? list.stream().flatMap(StudySettings::masses) : Stream.empty();
    }

    /** The transitions that it names, and those that its data sets measure. */
    public Set<String> transitions() {
        Set<String> transitions = new LinkedHashSet<>();
        for (String name : List.of("transition", "transitions")) {
            Object setting = resolved.get(name);
            if (setting instanceof String one) {
                transitions.add(one);
            } else if (setting instanceof Collection<?> several) {
                several.forEach(one -> transitions.add(String.valueOf(one)));
            }
        }
        datasets.forEach(dataset -> transitions.addAll(dataset.transitions()));
        return transitions;
    }

    /** All settings, for the results. */
    public Settings settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("inputs", Records.tree(inputs.settings()));
        settings.put("experiments", datasets.stream().map(Dataset::id).toList());
        settings.put("data", data.settings());
        settings.putAll(resolved);
        return new Settings(settings);
    }
}
