package emiss.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The version in words. */
class ProgramVersionTest {
    private static Properties recorded(String id, String dirty) {
        Properties properties = new Properties();
        properties.setProperty("git.commit.id.abbrev", id);
        properties.setProperty("git.dirty", dirty);
        return properties;
    }

    @Test
    void aCommitWithChangesHasAPlusSign() {
        assertThat(ProgramVersion.commit(recorded("c4d16b6", "false"))).isEqualTo("c4d16b6");
        assertThat(ProgramVersion.commit(recorded("c4d16b6", "true"))).isEqualTo("c4d16b6+");
    }

    @Test
    void sourcesOutsideARepositoryHaveNoCommit() {
        assertThat(ProgramVersion.commit(new Properties())).isEmpty();
        assertThat(ProgramVersion.commit(recorded("", "true"))).isEmpty();
        assertThat(new ProgramVersion("0.1.0", "", "17").text()).isEqualTo("0.1.0 (Java 17)");
        assertThat(new ProgramVersion("0.1.0", "c4d16b6+", "17").text()).isEqualTo("0.1.0 (c4d16b6+, Java 17)");
    }
}
