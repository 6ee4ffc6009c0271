package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tables of numbers as CSV: rows of equal length, separated by commas, with or without a header line; {@code #} comments. */
public final class NumberTable {
    private NumberTable() {}

    /**
     * Reads a table.
     *
     * @param content the text, UTF-8
     * @param name what to call it in messages
     * @return the rows
     * @throws DataFormatException naming the line that is wrong
     * @throws IOException if it cannot be read
     */
    public static List<DoubleVector> read(InputStream content, String name) throws IOException {
        List<DoubleVector> rows = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        boolean mayBeHeader = true;
        int line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            try {
                rows.add(row(text));
            } catch (IllegalArgumentException wrong) {
                if (!mayBeHeader) {
                    throw problem(name, line, "\"" + text.strip() + "\" is not a row of numbers separated by commas");
                }
            }
            mayBeHeader = false;
            int last = rows.size() - 1;
            if (last > 0 && rows.get(last).size() != rows.get(0).size()) {
                throw problem(
                        name,
                        line,
                        "the row has " + rows.get(last).size() + " numbers, expected "
                                + rows.get(0).size() + " as in the first");
            }
        }
        if (rows.isEmpty()) {
            throw problem(name, 1, "there are no numbers, expected rows of them");
        }
        return rows;
    }

    private static DoubleVector row(String text) {
        String[] cells = text.split(",");
        return DoubleVector.generate(cells.length, i -> Double.parseDouble(cells[i].strip()));
    }

    private static DataFormatException problem(String name, int line, String message) {
        return new DataFormatException(List.of(name + ":" + line + ": " + message));
    }
}
