package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkLimitTest {
    private final Problems problems = new Problems();

    private boolean check(double amount) {
        return WorkLimit.Q2_BINS.check(amount, "\"q2Edges\" has", "bins", new Location("f", 1, 2), problems);
    }

    @AfterEach
    void reset() {
        System.clearProperty(WorkLimit.SETTING);
    }

    @Test
    void tooMuchIsRefusedWithTheLimit() {
        assertThat(check(10_000)).isTrue();
        assertThat(check(300_000_000)).isFalse();
        assertThat(problems.lines())
                .containsExactly("f:1:2: \"q2Edges\" has 300000000 bins, expected at most 10000"
                        + " (-Demiss.limits=off lifts limits on work)");
    }

    @Test
    void oneSettingAdjustsAllLimits() {
        System.setProperty(WorkLimit.SETTING, "2");
        assertThat(check(20_000)).isTrue();
        assertThat(check(20_001)).isFalse();
        System.setProperty(WorkLimit.SETTING, "off");
        assertThat(check(1e300)).isTrue();
        System.setProperty(WorkLimit.SETTING, "none");
        assertThatThrownBy(() -> check(1))
                .hasMessage("emiss.limits is \"none\", expected a number above 0 that multiplies the limits, or off");
    }
}
