package emiss.app.run;

import emiss.app.study.Points.Attempt;
import emiss.data.document.JsonPrinter;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.results.Records;
import emiss.results.ResultsException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a journal: a header, and one for every finished point. A line that is not whole, as one that was being written when
 * the program was killed, is no point. Where the lines stand is kept; the points are read when they are asked for.
 */
public final class JournalLines {
    private static final Pattern POINT =
            Pattern.compile("\\{\"study\": (\"(?:[^\"\\\\]|\\\\.)*\"), \"index\": ([0-9]{1,9}), .*}", Pattern.DOTALL);

    /** Says in the line of a point that is on its way, and in no journal, that another attempt might end otherwise. */
    private static final String GIVEN_UP = "givenUp";

    private final Path file;
    private final JournalHeader header;
    private final long end;
    private final Map<String, Map<Integer, Place>> places;

    private record Place(long from, int length) {}

    private JournalLines(Path file, JournalHeader header, long end, Map<String, Map<Integer, Place>> places) {
        this.file = file;
        this.header = header;
        this.end = end;
        this.places = places;
    }

    /**
     * Reads a journal.
     *
     * @return empty if the file ends before its header does
     * @throws ResultsException if it is no journal
     * @throws IOException if it cannot be read
     */
    public static Optional<JournalLines> read(Path file) throws IOException {
        @Nullable JournalHeader header = null;
        Map<String, Map<Integer, Place>> places = new HashMap<>();
        long from = 0;
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = content.read(); next >= 0; next = content.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                if (header == null) {
                    header = header(file, line.toByteArray());
                } else {
                    Matcher point = POINT.matcher(text);
                    if (point.matches()) {
                        places.computeIfAbsent(point.group(1), study -> new HashMap<>())
                                .put(Integer.valueOf(point.group(2)), new Place(from, line.size()));
                    }
                }
                from += line.size() + 1;
                line.reset();
            }
        }
        return header == null ? Optional.empty() : Optional.of(new JournalLines(file, header, from, places));
    }

    private static JournalHeader header(Path file, byte[] line) {
        Problems problems = new Problems();
        Node node = Node.parse(file.toString(), new ByteArrayInputStream(line), Syntax.JSON, problems);
        Node format = node.fields().get("format");
        if (problems.isEmpty() && format != null && format.text().equals(JournalHeader.FORMAT)) {
            return Records.read(JournalHeader.class, "the header", node);
        }
        throw new ResultsException(
                file + ": this is no journal, expected a first line with \"format\": \"" + JournalHeader.FORMAT + "\"");
    }

    static String headerLine(JournalHeader header) {
        return JsonPrinter.line(Records.tree(header));
    }

    static String pointLine(String study, int index, Attempt<?> attempt) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("study", study);
        fields.put("index", index);
        if (attempt.point().isPresent()) {
            fields.put("point", Records.tree(attempt.point().get()));
        } else {
            fields.put(attempt.isSettled() ? "failure" : GIVEN_UP, attempt.failure());
        }
        return JsonPrinter.line(fields);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The header. */
    public JournalHeader header() {
        return header;
    }

    /** How many points there are. */
    public int points() {
        return places.values().stream().mapToInt(Map::size).sum();
    }

    /** Where the last whole line ends. */
    long end() {
        return end;
    }

    /** What came of a point; empty if there is no line of it, or none that can be read. */
    <P extends Record> Optional<Attempt<P>> find(String study, int index, Class<P> type) {
        Place place = places.getOrDefault(JsonPrinter.line(study), Map.of()).get(index);
        if (place == null) {
            return Optional.empty();
        }
        return attempt(file.toString(), bytes(place), type);
    }

    /**
     * What a line says of its point; empty if it cannot be read.
     *
     * @param source where it is from
     */
    static <P extends Record> Optional<Attempt<P>> attempt(String source, byte[] line, Class<P> type) {
        Problems problems = new Problems();
        Map<String, Node> fields = Node.parse(source, new ByteArrayInputStream(line), Syntax.JSON, problems)
                .fields();
        Node point = fields.get("point");
        Node failure = fields.get("failure");
        if (problems.isEmpty() && fields.containsKey(GIVEN_UP)) {
            return Optional.of(Attempt.unsettled(fields.get(GIVEN_UP).text()));
        }
        if (!problems.isEmpty() || (point == null && failure == null)) {
            return Optional.empty();
        }
        if (point == null) {
            return Optional.of(Attempt.failed(failure.text()));
        }
        try {
            return Optional.of(new Attempt<>(Optional.of(Records.read(type, "the point", point)), ""));
        } catch (ResultsException | IllegalStateException broken) {
            return Optional.empty();
        }
    }

    private byte[] bytes(Place place) {
        byte[] line = new byte[place.length];
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(place.from);
            content.readFully(line);
        } catch (IOException gone) {
            // as if the line were not there
            return new byte[0];
        }
        return line;
    }
}
