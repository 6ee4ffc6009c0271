package emiss.app;

import com.google.inject.Injector;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import tools.jackson.databind.json.JsonMapper;

/**
 * Emiss as a library: from a configuration, or from settings in code, to results. Prints nothing and writes no files.
 *
 * <pre>{@code
 * Emiss emiss = Emiss.create();
 * Run run = emiss.run(Path.of("config/quickstart.yaml"));
 * double mu = run.study("rescaled-sm").orElseThrow().number("/mu");
 *
 * StudyResult scan = emiss.study("mass-scan", List.of("belle2-ita", "belle2-hta"), Map.of(
 *         "scenario", "vector",
 *         "couplings", List.of("hV"),
 *         "masses", Map.of("from", 1.5, "to", 2.7, "step", 0.1)));
 * double mass = scan.number("/best/mass"); // GeV
 * }</pre>
 *
 * <p>Settings are those of configuration files. Results are records, for example {@link emiss.results.MassScanResult}; their numbers are
 * also found by JSON pointer, as they stand in {@code results.json}.
 * Plugins are found as by the command line. Instances keep no state between runs and may be used by several threads.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Emiss {
    private final Injector injector;
    private final RunOptions options;

    private Emiss(Injector injector, RunOptions options) {
        this.injector = injector;
        this.options = options;
    }

    /** {@return Emiss on all cores, with seed 1} */
    public static Emiss create() {
        return new Emiss(
                EmissModule.injector(),
                new RunOptions(Runtime.getRuntime().availableProcessors(), RunOptions.STANDARD_SEED));
    }

    /**
     * {@return the same on another number of threads, which does not change results}
     *
     * @param threads how many threads, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public Emiss threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected at least 1");
        }
        return new Emiss(injector, new RunOptions(threads, options.seed()));
    }

    /**
     * {@return the same with another seed of random numbers}
     *
     * @param seed the seed
     */
    public Emiss seed(long seed) {
        return new Emiss(injector, new RunOptions(options.threads(), seed));
    }

    /**
     * Runs the studies of a configuration file.
     *
     * @param configuration the file, YAML or JSON
     * @return the settings and results of all studies, failed ones included
     * @throws emiss.api.experiment.DataFormatException listing every problem of the configuration with its place
     * @throws IOException if a file cannot be read
     */
    public Run run(Path configuration) throws IOException {
        return run(injector.getInstance(ConfigReader.class).read(configuration, notice -> {}));
    }

    /**
     * Runs the studies of a configuration in YAML or JSON. Files that it names are relative to the current directory.
     *
     * @param configuration the document
     * @return the settings and results of all studies, failed ones included
     * @throws emiss.api.experiment.DataFormatException listing every problem of the configuration with its place
     */
    public Run run(String configuration) {
        return run(injector.getInstance(ConfigReader.class).parse(configuration));
    }

    /**
     * Runs one study.
     *
     * @param type its type, for example {@code fit}
     * @param experiments ids of data sets
     * @param settings the other settings, in the words of configuration files: numbers, strings, lists and maps
     * @return the study with its result
     * @throws emiss.api.experiment.DataFormatException listing every wrong setting
     * @throws IllegalStateException with the reasons, if the study failed
     */
    public StudyResult study(String type, List<String> experiments, Map<String, ?> settings) {
        Map<String, Object> study = new LinkedHashMap<>(settings);
        study.put("id", type);
        study.put("type", type);
        String configuration =
                JsonMapper.shared().writeValueAsString(Map.of("experiments", experiments, "studies", List.of(study)));
        StudyResult result = run(configuration).studies().get(0);
        if (!result.hasResult()) {
            throw new IllegalStateException("the " + type + " study failed: " + String.join("; ", result.reasons()));
        }
        return result;
    }

    private Run run(RunConfig configuration) {
        try (Parallel parallel = new Parallel(options.threads(), Progress.SILENT)) {
            return injector.getInstance(Runner.class)
                    .run(configuration, options, parallel, Progress.SILENT, (study, soFar) -> {});
        }
    }
}
