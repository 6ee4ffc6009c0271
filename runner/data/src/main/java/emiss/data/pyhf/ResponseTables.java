package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Counted;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.List;

/** Checks the published tables of a response number by number, and takes what counts from them. */
final class ResponseTables {
    /** Edges in a table may be rounded by this part of the last edge. */
    private static final double ROUNDING = 1e-6;

    /** A table with edges has them in its first two columns, and the branching fraction in its last. */
    private static final int WITH_EDGES = 3;

    private final DoubleVector q2Edges;
    private final int bins;
    private final Problems problems;

    ResponseTables(DoubleVector q2Edges, Problems problems) {
        this.q2Edges = q2Edges;
        this.bins = q2Edges.size() - 1;
        this.problems = problems;
    }

    /** The events of a channel, one row a bin, without those that have no true q2. */
    List<DoubleVector> density(String channel, NumberTable table) {
        int columns = table.columns();
        if (columns != bins && columns != bins + 1) {
            problems.add(
                    table.location(),
                    "the number density of channel \"" + channel + "\" has " + Counted.of(columns, "column")
                            + ", expected " + bins + ", one per q2 bin, or one more in front");
            return List.of();
        }
        int sentinel = columns - bins;
        List<DoubleVector> rows = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            DoubleVector row = table.rows().get(i);
            for (int j = 0; j < columns; j++) {
                if (row.at(j) < 0) {
                    problems.add(table.location(i, j), "the number of events is " + row.at(j) + ", expected >= 0");
                }
            }
            rows.add(DoubleVector.generate(bins, j -> row.at(sentinel + j)));
        }
        return rows;
    }

    /** The branching fraction of every q2 bin. */
    DoubleVector fractions(NumberTable table) {
        int rows = table.rows().size();
        int columns = table.columns();
        if (rows == 1 && columns == bins && bins > 1) {
            return checked(table, 0, 0, 0, 1);
        }
        if (rows != bins) {
            problems.add(
                    table.location(),
                    "the null spectrum has " + Counted.of(rows, "row") + ", expected " + bins + ", one per q2 bin");
            return DoubleVector.of();
        }
        if (columns != 1 && columns < WITH_EDGES) {
            problems.add(
                    table.location(),
                    "the null spectrum has " + Counted.of(columns, "column")
                            + ", expected the branching fraction alone, or the edges of the q2 bin in front of it");
            return DoubleVector.of();
        }
        if (columns >= WITH_EDGES) {
            checkEdges(table);
        }
        return checked(table, 0, 1, columns - 1, 0);
    }

    /** The numbers at (row + j rowStep, column + j columnStep), which are the fractions. */
    private DoubleVector checked(NumberTable table, int row, int rowStep, int column, int columnStep) {
        double sum = 0;
        for (int j = 0; j < bins; j++) {
            int atRow = row + j * rowStep;
            int atColumn = column + j * columnStep;
            double fraction = table.rows().get(atRow).at(atColumn);
            sum += fraction;
            if (!(fraction > 0) || fraction > 1) {
                problems.add(
                        table.location(atRow, atColumn),
                        "the branching fraction is " + fraction + ", expected > 0 and at most 1");
                sum = 0;
            }
        }
        if (sum > 1) {
            problems.add(table.location(), "the branching fractions add up to " + sum + ", expected at most 1");
        }
        return DoubleVector.generate(
                bins, j -> table.rows().get(row + j * rowStep).at(column + j * columnStep));
    }

    private void checkEdges(NumberTable table) {
        double tolerance = ROUNDING * Math.max(Math.abs(q2Edges.at(0)), Math.abs(q2Edges.at(bins)));
        for (int j = 0; j < bins; j++) {
            for (int end = 0; end < 2; end++) {
                double found = table.rows().get(j).at(end);
                double expected = q2Edges.at(j + end);
                if (!(Math.abs(found - expected) <= tolerance)) {
                    problems.add(
                            table.location(j, end),
                            "the " + (end == 0 ? "lower" : "upper") + " edge of q2 bin " + (j + 1) + " is " + found
                                    + ", expected " + expected + " as in \"q2Edges\"");
                }
            }
        }
    }
}
