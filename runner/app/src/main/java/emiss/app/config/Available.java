package emiss.app.config;

import emiss.api.experiment.DatasetReader;
import emiss.app.plugin.Catalogue;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import java.util.Map;

/**
 * What every configuration can name.
 *
 * @param catalogue the plugins
 * @param datasetReader reads data sets
 * @param formFactors the form-factor sets
 * @param standardInputs the Standard-Model inputs
 * @param studyTypes the types of study by their names
 */
record Available(
        Catalogue catalogue,
        DatasetReader datasetReader,
        FormFactorLibrary formFactors,
        StandardInputs standardInputs,
        Map<String, StudyType> studyTypes) {
    /** The same with other plugins. */
    Available with(Catalogue plugins) {
        return new Available(plugins, datasetReader, formFactors, standardInputs, studyTypes);
    }
}
