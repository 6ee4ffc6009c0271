package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter terminal = new StringWriter();
    private long nanos;

    private ProgressLine line(CharacterSet letters, int columns) {
        return new ProgressLine(new PrintWriter(terminal), letters, columns, () -> nanos);
    }

    private void later(double seconds) {
        nanos += Math.round(seconds * 1e9);
    }

    private static void done(ProgressLine line, int tasks) {
        for (int task = 0; task < tasks; task++) {
            line.taskDone();
        }
    }

    /** What a person sees at last. */
    private String seen() {
        String text = terminal.toString();
        return text.substring(text.lastIndexOf(ERASE) + ERASE.length());
    }

    @Test
    void saysWhatIsDoneHowFastAndWhatIsLeft() {
        ProgressLine line = line(CharacterSet.UNICODE, 100);
        line.plan(List.of("scan", "scan", ""), "figures");
        line.study("first", 0, 3);
        assertThat(seen()).isEqualTo("[1/3] first");
        line.tasks(40);
        later(0.5);
        line.taskDone();
        assertThat(seen()).isEqualTo("[1/3] first  1/40");
        later(4.5);
        line.taskDone();
        // 5 s for 2 of 40 tasks; nothing is known of the second study but that it is of the same type
        assertThat(seen()).isEqualTo("[1/3] first  2/40  0.4/s  more than 1 min 35 s left, then figures");
        later(5);
        done(line, 38);
        line.study("second", 1, 3);
        assertThat(seen()).isEqualTo("[2/3] second  about 10 s left, then figures");
        line.tasks(10);
        later(6);
        line.taskDone();
        assertThat(seen()).isEqualTo("[2/3] second  1/10  0.17/s  about 54 s left, then figures");
        done(line, 9);
        line.study("last", 2, 3);
        assertThat(seen()).isEqualTo("[3/3] last");
        line.after("figures");
        line.tasks(4);
        later(2);
        line.taskDone();
        assertThat(seen()).isEqualTo("figures  1/4  0.5/s  about 6 s left");
        line.clear();
        assertThat(seen()).isEmpty();
    }

    @Test
    void countsTheTasksOfStudiesThatGoOnWithThoseOfTheCurrentOne() {
        ProgressLine line = line(CharacterSet.UNICODE, 100);
        line.study("first", 0, 2);
        line.tasks(3);
        line.tasks(10);
        done(line, 5);
        line.study("second", 1, 2);
        assertThat(seen()).isEqualTo("[2/2] second  0/8");
        done(line, 8);
        line.after("figures");

        assertThat(seen()).isEqualTo("figures");
    }

    @Test
    void makesRoomForWhatElseIsPrinted() {
        ProgressLine line = line(CharacterSet.UNICODE, 100);
        line.study("a", 0, 2);
        line.aside(() -> terminal.append("mu = 4.6\n"));
        line.study("b", 1, 2);

        assertThat(terminal.toString()).isEqualTo(ERASE + "[1/2] a" + ERASE + "mu = 4.6\n" + ERASE + "[2/2] b");
    }

    @Test
    void isNotWrittenMoreThanTenTimesASecond() {
        ProgressLine line = line(CharacterSet.UNICODE, 100);
        line.study("a", 0, 1);
        line.tasks(1000);
        for (int i = 0; i < 1000; i++) {
            later(0.001);
            line.taskDone();
        }

        assertThat(terminal.toString().split(Pattern.quote(ERASE), -1)).hasSizeBetween(9, 13);
    }

    @Test
    void fitsIntoTheTerminal() {
        ProgressLine line = line(CharacterSet.UNICODE, 12);
        line.study("a-name-that-is-too-long", 0, 1);

        assertThat(seen()).isEqualTo("[1/1] a-nam");
    }

    @Test
    void isWrittenInTheLettersOfTheTerminal() {
        ProgressLine line = line(CharacterSet.ASCII, 80);
        line.study("B⁺ → K⁺", 0, 1);

        assertThat(seen()).isEqualTo("[1/1] B+ -> K+");
    }

    @Test
    void needsNoPlan() {
        ProgressLine line = line(CharacterSet.UNICODE, 80);
        line.study("a", 0, 2);
        line.tasks(4);
        later(10);
        line.taskDone();

        assertThat(seen()).isEqualTo("[1/2] a  1/4  0.1/s  about 30 s left");
    }
}
