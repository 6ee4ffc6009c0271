package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.app.input.InputSettings;
import emiss.app.study.Study;
import emiss.results.Records;
import emiss.results.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One study of a run, with everything resolved.
 *
 * @param id name of the study, unique in the run
 * @param type name of its type
 * @param inputs theory inputs
 * @param datasets the data sets, in the order given
 * @param resolved the other settings, in the words of a configuration
 * @param study how it is computed
 */
public record StudySettings(
        String id,
        String type,
        InputSettings inputs,
        List<Dataset> datasets,
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

    /** All settings, for the results. */
    public Settings settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("inputs", Records.tree(inputs.settings()));
        settings.put("experiments", datasets.stream().map(Dataset::id).toList());
        settings.putAll(resolved);
        return new Settings(settings);
    }
}
