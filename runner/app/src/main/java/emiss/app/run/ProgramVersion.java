package emiss.app.run;

import emiss.results.Run;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What this program is.
 *
 * @param number the version of its module or jar, or "unknown"
 * @param commit the abbreviated commit it was built from, with a plus sign if files had been changed since; empty if the
 *     sources were not in a repository
 * @param java the version of the Java run-time it runs on
 */
public record ProgramVersion(String number, String commit, String java) {
    /** Of the running program. */
    public static ProgramVersion running() {
        return new ProgramVersion(runningNumber(), runningCommit(), System.getProperty("java.version"));
    }

    private static String runningNumber() {
        Module module = ProgramVersion.class.getModule();
        @Nullable
        String version = module.isNamed()
                ? module.getDescriptor().rawVersion().orElse(null)
                : ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static String runningCommit() {
        try (InputStream recorded = ProgramVersion.class.getResourceAsStream("commit.properties")) {
            if (recorded == null) {
                return "";
            }
            Properties properties = new Properties();
            properties.load(recorded);
            return commit(properties);
        } catch (IOException unreadable) {
            // as without a repository: the commit is not worth a failure
            return "";
        }
    }

    /** The commit as the build records it. */
    static String commit(Properties properties) {
        String id = properties.getProperty("git.commit.id.abbrev", "");
        boolean changed = Boolean.parseBoolean(properties.getProperty("git.dirty"));
        return id.isEmpty() || !changed ? id : id + "+";
    }

    /** Everything in a few words. */
    public String text() {
        return number + " (" + (commit.isEmpty() ? "" : commit + ", ") + "Java " + java + ")";
    }

    /** The same for the results of a run. */
    Run.Program program() {
        return new Run.Program(number, commit, java);
    }
}
