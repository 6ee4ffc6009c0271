package emiss.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run.
 *
 * @param program what computed them; null in results of version 0.1
 * @param title title of the configuration
 * @param config text of the configuration; null in results of version 0.1
 * @param configFile the file of the configuration, an absolute path; null if it came without one, and in results of version 0.1
 * @param configHash SHA-256 of the configuration
 * @param plugins scenarios and experiments that were used
 * @param groups data sets that count as one experiment
 * @param inputs data sets, form factors and Standard-Model inputs that were used
 * @param seed seed of random numbers
 * @param elapsedSeconds wall-clock time [s]
 * @param studies results, in the order of the configuration
 * @param figures what to draw together
 * @param quoted published numbers beside the computed ones
 */
public record Run(
        @Nullable Program program,
        String title,
        @Nullable String config,
        @Nullable String configFile,
        String configHash,
        List<Plugin> plugins,
        List<Group> groups,
        List<Input> inputs,
        long seed,
        double elapsedSeconds,
        List<StudyResult> studies,
        List<Overlay> figures,
        List<Quoted> quoted) {
    /**
     * Copies the lists.
     *
     * @param program what computed them; null in results of version 0.1
     * @param title title of the configuration
     * @param config text of the configuration; null in results of version 0.1
     * @param configFile the file of the configuration, an absolute path; null if it came without one, and in results of
     *     version 0.1
     * @param configHash SHA-256 of the configuration
     * @param plugins scenarios and experiments that were used
     * @param groups data sets that count as one experiment
     * @param inputs data sets, form factors and Standard-Model inputs that were used
     * @param seed seed of random numbers
     * @param elapsedSeconds wall-clock time [s]
     * @param studies results, in the order of the configuration
     * @param figures what to draw together
     * @param quoted published numbers beside the computed ones
     */
    public Run {
        plugins = List.copyOf(plugins);
        groups = List.copyOf(groups);
        inputs = List.copyOf(inputs);
        studies = List.copyOf(studies);
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
    }

    /**
     * The program that computed a run.
     *
     * @param version its version
     * @param commit the commit it was built from; empty if that is not known
     * @param java version of the Java run-time
     */
    public record Program(String version, String commit, String java) {}

    /**
     * A plugin that took part.
     *
     * @param kind {@code scenario} or {@code experiment}
     * @param id its id
     * @param version its version
     * @param origin the module or jar it came from
     * @param sha256 hash of the jar; null for plugins of the program
     * @param label how figures and texts name it; null where that is its id
     * @param colour its place in the order of colours, from 0; null if it has none
     * @param couplings names of the couplings of a scenario, those that are drawn together most often first; null for others
     * @param containsSm whether the rates of a scenario contain the Standard Model; null for others, and if it is not known
     */
    public record Plugin(
            String kind,
            String id,
            String version,
            String origin,
            @Nullable String sha256,
            @Nullable String label,
            @Nullable Integer colour,
            @Nullable List<String> couplings,
            @Nullable Boolean containsSm) {}

    /**
     * Data sets that count as one experiment.
     *
     * @param id name of the group
     * @param label how figures and texts name it; null where that is its id
     * @param colour its place in the order of colours of experiments, from 0; null if it has none
     * @param members ids of the data sets
     */
    public record Group(
            String id, @Nullable String label, @Nullable Integer colour, List<String> members) {}

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
     * @param path the file it came from, as the configuration says it; null if it came with the program or a plugin
     */
    public record Input(
            String kind,
            String id,
            String title,
            String quality,
            String citation,
            List<String> identifiers,
            String sha256,
            @Nullable String path) {}

    /**
     * Studies that are drawn in one figure.
     *
     * @param id name of the figure
     * @param overlay ids of the studies
     * @param panels the same by panel, where studies of one type shall not share one; null where they shall
     */
    public record Overlay(
            String id, List<String> overlay, @Nullable List<List<String>> panels) {
        /**
         * Studies of one type share a panel.
         *
         * @param id name of the figure
         * @param overlay ids of the studies
         */
        public Overlay(String id, List<String> overlay) {
            this(id, overlay, null);
        }
    }

    /**
     * A published number beside the computed one.
     *
     * @param label what it is
     * @param study id of the study that computes it
     * @param at where in the result of the study it stands, a JSON pointer
     * @param value the published number
     * @param uncertainty its uncertainty; null if none is published
     * @param source where it is published
     * @param computed the computed number; null if the study has none there
     * @param computedInterval68 its 68 % interval; null if the study gives none
     */
    public record Quoted(
            String label,
            String study,
            String at,
            double value,
            @Nullable Double uncertainty,
            String source,
            @Nullable Double computed,
            @Nullable Interval computedInterval68) {
        /**
         * {@return the computed number without its sign where that is open: rates leave the sign of a coupling open, so a
         * published positive number is compared with the size of ours}
         */
        public @Nullable Double comparable() {
            return computed != null && value >= 0 ? (Double) Math.abs(computed) : computed;
        }

        /** {@return the 68 % interval of the {@link #comparable} number; null if the study gives none} */
        public @Nullable Interval comparableInterval68() {
            boolean isTurned = computed != null && computed < 0 && value >= 0;
            if (computedInterval68 == null || !isTurned) {
                return computedInterval68;
            }
            Double low = computedInterval68.low();
            Double high = computedInterval68.high();
            return new Interval(high == null ? null : (Double) (-high), low == null ? null : (Double) (-low));
        }
    }

    /** {@return whether every study is complete} */
    public boolean isComplete() {
        return studies.stream().allMatch(study -> study.status() == StudyResult.Status.OK);
    }

    /**
     * {@return the study of a name}
     *
     * @param id name of the study
     */
    public Optional<StudyResult> study(String id) {
        return studies.stream().filter(study -> study.id().equals(id)).findFirst();
    }
}
