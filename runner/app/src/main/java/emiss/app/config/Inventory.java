package emiss.app.config;

import emiss.api.experiment.DatasetReader;
import emiss.app.plugin.Catalogue;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Problems;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the program has, and a configuration can name.
 *
 * @param catalogue the plugins
 * @param datasetReader reads data sets
 * @param formFactors the form-factor sets
 * @param standardInputs the Standard-Model inputs
 * @param studyTypes the types of study, in the order of lists
 */
public record Inventory(
        Catalogue catalogue,
        DatasetReader datasetReader,
        FormFactorLibrary formFactors,
        StandardInputs standardInputs,
        Set<StudyType> studyTypes) {
    /** Takes everything. */
    @Inject
    public Inventory {}

    /** The same with other plugins. */
    Inventory with(Catalogue plugins) {
        return new Inventory(plugins, datasetReader, formFactors, standardInputs, studyTypes);
    }

    /** The type of study of a name; empty, and a problem, if there is none. */
    Optional<StudyType> studyType(String name, Location where, Problems problems) {
        Optional<StudyType> type =
                studyTypes.stream().filter(known -> known.name().equals(name)).findFirst();
        if (type.isEmpty() && !name.isEmpty()) {
            List<String> valid = studyTypes.stream().map(StudyType::name).toList();
            problems.add(where, NearestName.unknown("study type", name, valid));
        }
        return type;
    }
}
