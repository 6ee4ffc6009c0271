package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.results.Run;
import org.junit.jupiter.api.Test;

class SelfTestCommandTest {
    @Test
    void allNumbersAgree() {
        Program.Printed printed = Program.execute("selftest");

        assertThat(printed.exitCode()).as(printed.out()).isZero();
        assertThat(printed.out())
                .contains(
                        "22 of 22 numbers agree",
                        "pass  mu, both tags",
                        "pyhf with Minuit",
                        "figures and a report can be drawn")
                .doesNotContain("FAIL");
    }

    @Test
    void aNumberThatIsTooFarOffOrMissingFails() {
        assertThat(SelfTestCommand.agrees(number(1.05))).isTrue();
        assertThat(SelfTestCommand.agrees(number(1.2))).isFalse();
        assertThat(SelfTestCommand.agrees(number(null))).isFalse();
    }

    private static Run.Quoted number(Double computed) {
        return new Run.Quoted("x", "s", "/x", 1, 0.1, "", computed, null);
    }
}
