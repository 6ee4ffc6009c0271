package emiss.app.result;

import emiss.app.config.FigureSettings;
import java.util.List;

/**
 * The result of a run.
 *
 * @param title title of the configuration
 * @param configHash SHA-256 of the configuration file
 * @param plugins scenarios and experiments that were used
 * @param inputs data sets, form-factor sets and Standard-Model inputs that were used, with hashes of their content
 * @param seed seed of random numbers
 * @param elapsedSeconds wall-clock time of the run
 * @param studies results, in the order of the configuration
 * @param figures what to draw together
 * @param quoted published numbers beside the computed ones
 */
public record RunResult(
        String title,
        String configHash,
        List<UsedPlugin> plugins,
        List<UsedInput> inputs,
        long seed,
        double elapsedSeconds,
        List<StudyResult> studies,
        List<FigureSettings> figures,
        List<Comparison> quoted) {
    /**
     * A plugin that took part.
     *
     * @param kind {@code scenario} or {@code experiment}
     * @param id its id
     * @param version its version
     * @param origin the module or jar it came from
     */
    public record UsedPlugin(String kind, String id, String version, String origin) {}

    /**
     * An input that took part.
     *
     * @param kind {@code data set}, {@code form factors} or {@code SM inputs}
     * @param id its id
     * @param title what it is
     * @param quality how good it is, in words; empty where that has no meaning
     * @param citation what to cite
     * @param identifiers arXiv numbers and other identifiers
     * @param sha256 hash of its content
     */
    public record UsedInput(
            String kind,
            String id,
            String title,
            String quality,
            String citation,
            List<String> identifiers,
            String sha256) {}

    /** Whether every study is complete. */
    public boolean isComplete() {
        return studies.stream().allMatch(study -> study.status() == StudyResult.Status.OK);
    }
}
