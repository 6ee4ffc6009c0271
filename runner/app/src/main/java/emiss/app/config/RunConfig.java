package emiss.app.config;

import emiss.api.scenario.SpectrumTable;
import emiss.app.plugin.Catalogue;
import emiss.results.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run: the studies of one configuration file.
 *
 * @param title title for people
 * @param text text of the file
 * @param file the file, an absolute path; empty if the text came without one
 * @param hash SHA-256 of the file, hexadecimal
 * @param catalogue the plugins of the program and those that the file names
 * @param groups ids of data sets that count as one experiment, by name
 * @param datasetFiles the files of data sets that are not those of plugins, by id of the data set, as the file says them
 * @param tables tables of spectra that studies name in place of a scenario, by file as the configuration says it
 * @param files all files and folders that the file names, by their paths
 * @param warnings plugins named in the file that could not be used, one line each
 * @param studies what to compute, in order
 * @param figures what to draw together
 * @param quoted published numbers to put beside computed ones, none of which is computed yet
 */
public record RunConfig(
        String title,
        String text,
        Optional<Path> file,
        String hash,
        Catalogue catalogue,
        Map<String, List<String>> groups,
        Map<String, String> datasetFiles,
        Map<String, SpectrumTable> tables,
        List<Path> files,
        List<String> warnings,
        List<StudySettings> studies,
        List<Run.Overlay> figures,
        List<Run.Quoted> quoted) {
    /** Copies the lists. */
    public RunConfig {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        studies = List.copyOf(studies);
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
    }

    /** The same run up to one of its studies, and nothing to draw or to compare. */
    public RunConfig upTo(StudySettings last) {
        return new RunConfig(
                title,
                text,
                file,
                hash,
                catalogue,
                groups,
                datasetFiles,
                tables,
                files,
                warnings,
                studies.subList(0, studies.indexOf(last) + 1),
                List.of(),
                List.of());
    }
}
