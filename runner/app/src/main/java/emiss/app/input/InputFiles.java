package emiss.app.input;

import emiss.api.decay.FormFactorTable;
import emiss.app.file.OutputFile;
import emiss.data.StandardInputs;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Theory inputs that a configuration brings in files of its own, in place of those that come with Emiss.
 *
 * @param formFactors form-factor sets by process, for example {@code B->K}
 * @param standardModel parameters of the Standard Model and the catalogue of transitions
 */
public record InputFiles(Map<String, FormFactorFile> formFactors, Optional<StandardModelFile> standardModel) {
    /** No files: everything comes with Emiss. */
    public static final InputFiles NONE = new InputFiles(Map.of(), Optional.empty());

    /**
     * A form-factor set.
     *
     * @param file the path, as the configuration says it
     * @param table the content
     */
    public record FormFactorFile(String file, FormFactorTable table) {}

    /**
     * Parameters of the Standard Model with the catalogue of transitions.
     *
     * @param file the path, as the configuration says it
     * @param inputs the content
     */
    public record StandardModelFile(String file, StandardInputs inputs) {}

    /** The id in results of a file of inputs, made from its name. */
    public static String idOf(String file) {
        return OutputFile.idOf(Path.of(file));
    }

    /** Checks that every set is for its process, and copies the map. */
    public InputFiles {
        formFactors.forEach((process, set) -> {
            if (!set.table().process().equals(process)) {
                throw new IllegalArgumentException("the form-factor set " + set.file() + " is for "
                        + set.table().process() + ", expected one for " + process);
            }
        });
        formFactors = Collections.unmodifiableMap(new TreeMap<>(formFactors));
    }
}
