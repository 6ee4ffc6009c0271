package emiss.app.file;

import emiss.results.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Files that commands write beside results. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Writes a text, UTF-8, in a folder that is made if it is missing.
     *
     * @param complaints where a failure is reported, in one line
     * @return whether it was written
     */
    public static boolean write(Path file, String text, PrintWriter complaints) {
        try {
            WholeFile.write(file, text);
            return true;
        } catch (IOException unwritable) {
            complaints.println("emiss: cannot write " + unwritable.getMessage());
            return false;
        }
    }

    /** The name of a file without its last suffix, as the id of a data set: lower case, words joined by hyphens. */
    public static String idOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
