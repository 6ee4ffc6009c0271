package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritingPaceTest {
    @Test
    void writesAtOnceAndThenForATwentiethOfTheTime() {
        for (long start : new long[] {0, -5, Long.MAX_VALUE - 3}) {
            WritingPace pace = new WritingPace();
            assertThat(pace.isDue(start)).isTrue();
            pace.wrote(start, start + 10);
            assertThat(pace.isDue(start + 10)).isFalse();
            assertThat(pace.isDue(start + 209)).isFalse();
            assertThat(pace.isDue(start + 210)).isTrue();
            pace.wrote(start + 210, start + 211);
            assertThat(pace.isDue(start + 230)).isFalse();
            assertThat(pace.isDue(start + 231)).isTrue();
        }
    }
}
