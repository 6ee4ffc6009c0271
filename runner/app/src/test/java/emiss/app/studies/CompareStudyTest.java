package emiss.app.studies;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.results.RankEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareStudyTest {
    private static RankEntry entry(String study, double t) {
        return new RankEntry(study, "vector", null, null, Map.of(), Map.of(), t, 1, Math.sqrt(Math.max(0, -t)), null);
    }

    private static List<String> ranked(RankEntry... entries) {
        return CompareStudy.ranked(List.of(entries)).stream()
                .map(RankEntry::study)
                .toList();
    }

    @Test
    void bestFirst() {
        assertThat(ranked(entry("none", 0), entry("good", -9), entry("better", -13), entry("worse", 2)))
                .containsExactly("better", "good", "none", "worse");
    }

    /** Scalar and vector of one mass in B -> K have the same signal: what order rounding gives them means nothing. */
    @Test
    void tiesStayInTheOrderOfTheConfiguration() {
        assertThat(ranked(
                        entry("hT", -13.179629044099336),
                        entry("mu", -7.4),
                        entry("gS", -13.179629044099322),
                        entry("clearly better", -13.1797),
                        entry("gV", -13.179629044099456)))
                .containsExactly("clearly better", "hT", "gS", "gV", "mu");
        assertThat(ranked(entry("b", 1e-14), entry("a", 0), entry("c", -0.0))).containsExactly("b", "a", "c");
    }
}
