package emiss.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.app.study.Points.Attempt;
import emiss.results.ResultsException;
import emiss.results.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalHeader HEADER = new JournalHeader(
            "emiss-points/1",
            new Run.Program("1.0", "abc", "17"),
            "title: \"two\nlines\"",
            "/home/someone/config.yaml",
            "0123456789abcdef",
            7,
            List.of(new JournalHeader.Part("data set one", "aa")),
            List.of(new JournalHeader.Part("the program", "bb")));

    record Part(int count, boolean flag, String text) {}

    record Point(
            double number,
            @Nullable Double missing,
            long seed,
            List<@Nullable Double> row,
            DoubleVector vector,
            Map<String, @Nullable Complex> couplings,
            Part part) {}

    @TempDir
    private Path directory;

    private static Point point(double number) {
        Map<String, @Nullable Complex> couplings = new LinkedHashMap<>();
        couplings.put("z", new Complex(number, 1 / 3.0));
        couplings.put("a", Complex.real(-number));
        couplings.put("none", null);
        return new Point(
                number,
                null,
                1L << 53,
                Arrays.asList(number, null, -0.0),
                DoubleVector.of(number, Math.nextUp(number)),
                couplings,
                new Part(3, true, "\"quoted\" \u03c3\n"));
    }

    private static Attempt<Point> attempt(double number) {
        return new Attempt<>(Optional.of(point(number)), "");
    }

    private Path file() {
        return directory.resolve("points.jsonl");
    }

    private JournalLines lines() throws IOException {
        return JournalLines.read(file()).orElseThrow();
    }

    private void write(double... numbers) throws IOException {
        try (Journal journal = Journal.begin(directory, HEADER)) {
            for (int i = 0; i < numbers.length; i++) {
                journal.keep("study", i, attempt(numbers[i]));
            }
            journal.check();
        }
    }

    @Test
    void pointsSurviveToTheLastBit() throws IOException {
        Random random = new Random(1);
        double[] numbers = random.doubles(200)
                .map(mantissa -> mantissa * Math.pow(10, random.nextInt(600) - 300))
                .toArray();
        numbers[0] = -0.0;
        numbers[1] = Double.MIN_VALUE;
        numbers[2] = Double.MAX_VALUE;
        numbers[2] = Math.nextDown(numbers[2]);

        write(numbers);

        JournalLines lines = lines();
        assertThat(lines.header()).isEqualTo(HEADER);
        assertThat(lines.points()).isEqualTo(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            Point found =
                    lines.find("study", i, Point.class).orElseThrow().point().orElseThrow();
            assertThat(found).isEqualTo(point(numbers[i]));
            assertThat(found.couplings.keySet()).containsExactly("z", "a", "none");
        }
        assertThat(lines.find("study", numbers.length, Point.class)).isEmpty();
        assertThat(lines.find("stud", 0, Point.class)).isEmpty();
    }

    @Test
    void failuresAreFinishedUnlessTimeWasShort() throws IOException {
        try (Journal journal = Journal.begin(directory, HEADER)) {
            journal.keep("study", 3, Attempt.failed("no answer at \"1\" GeV"));
            journal.keep("study", 4, Attempt.unsettled("too late"));
        }

        assertThat(lines().find("study", 3, Point.class).orElseThrow())
                .isEqualTo(Attempt.failed("no answer at \"1\" GeV"));
        assertThat(lines().find("study", 4, Point.class)).isEmpty();
    }

    @Test
    void isThereWhileTheRunGoesOn() throws IOException {
        try (Journal journal = Journal.begin(directory, HEADER)) {
            journal.keep("study", 0, attempt(1));

            assertThat(lines().points()).isEqualTo(1);
        }
    }

    /** Wherever a kill comes, the whole lines before it count, and a resumed journal goes on after them. */
    @Test
    void aTornLineIsNoPoint() throws IOException {
        write(1, 2, 3);
        byte[] whole = Files.readAllBytes(file());
        int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = header; length < whole.length; length += 7) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(file(), torn);
            int kept = (int)
                    IntStream.range(header, length).filter(i -> torn[i] == '\n').count();

            JournalLines known = lines();
            assertThat(known.points()).isEqualTo(kept);
            try (Journal journal = Journal.resume(known)) {
                for (int i = 0; i < 3; i++) {
                    if (journal.find("study", i, Point.class).isEmpty()) {
                        journal.keep("study", i, attempt(i + 1));
                    }
                }
            }
            assertThat(Files.readAllBytes(file())).isEqualTo(whole);
        }
    }

    @Test
    void aTornHeaderIsNoJournal() throws IOException {
        write(1);
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, 40));

        assertThat(JournalLines.read(file())).isEmpty();
        assertThat(Journal.setAside(directory)).isEmpty();
    }

    @Test
    void linesThatCannotBeReadAreComputedAgain() throws IOException {
        write(1, 2);
        Files.writeString(
                file(),
                "not a line\n{\"study\": \"study\", \"index\": 2, \"point\": {\"number\": }}\n"
                        + "{\"study\": \"study\", \"index\": 3, \"point\": {\"number\": 1}}\n",
                StandardOpenOption.APPEND);

        assertThat(lines().find("study", 1, Point.class)).contains(attempt(2));
        assertThat(lines().find("study", 2, Point.class)).isEmpty();
        assertThat(lines().find("study", 3, Point.class)).isEmpty();
    }

    @Test
    void somethingElseIsRefused() throws IOException {
        Files.writeString(file(), "{\"version\": \"emiss-results/1\"}\n");

        assertThatThrownBy(() -> JournalLines.read(file()))
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining(file() + ": this is no journal", "emiss-points/1");
    }

    @Test
    void anEarlierJournalIsNotLost() throws IOException {
        write(1);
        byte[] first = Files.readAllBytes(file());
        assertThat(Journal.setAside(directory)).contains(directory.resolve("points-1.jsonl"));
        write(2, 3);
        assertThat(Journal.setAside(directory)).contains(directory.resolve("points-2.jsonl"));

        assertThat(directory.resolve("points-1.jsonl")).hasBinaryContent(first);
        assertThat(file()).doesNotExist();
        write();
        assertThat(Journal.setAside(directory)).isEmpty();
    }

    @Test
    void aThreadThatAPluginInterruptedKeepsItsPoint() throws IOException {
        try (Journal journal = Journal.begin(directory, HEADER)) {
            Thread.currentThread().interrupt();
            journal.keep("study", 0, attempt(1));
            assertThat(Thread.interrupted()).isTrue();
            journal.keep("study", 1, attempt(2));
            journal.check();
        }

        assertThat(lines().points()).isEqualTo(2);
    }

    @Test
    void headersDifferByWhatPointsDependOn() {
        assertThat(HEADER.difference(HEADER)).isEmpty();
        assertThat(HEADER.difference(with("ffff", 7, "aa", "bb")))
                .hasValueSatisfying(text -> assertThat(text).contains("another configuration", "01234567", "ffff"));
        assertThat(HEADER.difference(with("0123456789abcdef", 8, "aa", "bb"))).contains("another seed (7, not 8)");
        assertThat(HEADER.difference(with("0123456789abcdef", 7, "ab", "bb"))).contains("another data set one");
        assertThat(HEADER.difference(with("0123456789abcdef", 7, "aa", "cc")))
                .contains("another build of the program (1.0 abc, not 1.1)");
    }

    private static JournalHeader with(String configHash, long seed, String input, String jar) {
        return new JournalHeader(
                HEADER.format(),
                new Run.Program("1.1", "", "21"),
                "",
                null,
                configHash,
                seed,
                List.of(new JournalHeader.Part("data set one", input)),
                List.of(new JournalHeader.Part("the program", jar)));
    }

    @Test
    void theSharesOfAllAreEveryPointOnce() {
        for (int of = 1; of <= 5; of++) {
            for (int point = 0; point < 23; point++) {
                int index = point;
                int shares = of;
                assertThat(IntStream.rangeClosed(1, of).filter(number -> new Share(number, shares).has(index)))
                        .hasSize(1);
            }
        }
        assertThat(new Share(2, 4).has(1)).isTrue();
        assertThat(Share.NONE.has(0)).isFalse();
        assertThatThrownBy(() -> new Share(5, 4)).hasMessageContaining("5/4", "1/4 to 4/4");
    }
}
