package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.app.input.InputSettings;
import emiss.app.study.Study;
import java.util.List;

/**
 * One study of a run, with everything resolved.
 *
 * @param id name of the study, unique in the run
 * @param inputs theory inputs
 * @param datasets the data sets, in the order given
 * @param study the settings of its type
 */
public record StudySettings(String id, InputSettings inputs, List<Dataset> datasets, Study study) {
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
}
