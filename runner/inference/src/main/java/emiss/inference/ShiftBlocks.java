package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What parameters add to cells, each a factor times numbers of the cells: slopes of shifts, or their curves. Immutable by convention,
 * its arrays are not changed.
 *
 * <p>The cells of a parameter are runs of consecutive cells, joined across a few that it does not touch, because long loops are
 * faster.
 */
final class ShiftBlocks {
    private static final int LARGEST_GAP = 4;

    /** Consecutive cells of one parameter, from {@code from} on. */
    private record Run(int parameter, int from, double[] values) {}

    /** Several parameters in the same cells, from {@code from} on. */
    private record Block(int from, int[] parameters, double[][] values) {}

    private final Block[] blocks;

    /**
     * Takes some numbers of every cell by parameter.
     *
     * @param shifts per parameter and cell, several numbers
     * @param place which of them
     */
    ShiftBlocks(SortedMap<Integer, ? extends SortedMap<Integer, double[]>> shifts, int place) {
        List<Run> found = new ArrayList<>();
        shifts.forEach((parameter, touched) -> {
            List<Integer> run = new ArrayList<>();
            touched.keySet().forEach(cell -> {
                if (!run.isEmpty() && cell - run.get(run.size() - 1) > LARGEST_GAP) {
                    found.add(run(parameter, run, touched, place));
                    run.clear();
                }
                run.add(cell);
            });
            found.add(run(parameter, run, touched, place));
        });
        found.removeIf(run -> Arrays.stream(run.values).allMatch(value -> value == 0));
        blocks = blocks(found);
    }

    private static Run run(int parameter, List<Integer> cells, Map<Integer, double[]> touched, int place) {
        int first = cells.get(0);
        double[] values = new double[cells.get(cells.size() - 1) - first + 1];
        for (int cell : cells) {
            values[cell - first] = touched.get(cell)[place];
        }
        return new Run(parameter, first, values);
    }

    private static Block[] blocks(List<Run> runs) {
        Map<List<Integer>, List<Run>> ofCells = new LinkedHashMap<>();
        for (Run run : runs) {
            ofCells.computeIfAbsent(List.of(run.from, run.values.length), key -> new ArrayList<>())
                    .add(run);
        }
        // two or three that are left over take longer one by one than with others that shift nothing
        ofCells.values().forEach(same -> {
            Run first = same.get(0);
            while (same.size() % 4 > 1) {
                same.add(new Run(first.parameter, first.from, new double[first.values.length]));
            }
        });
        return ofCells.values().stream()
                .map(same -> new Block(
                        same.get(0).from,
                        same.stream().mapToInt(Run::parameter).toArray(),
                        same.stream().map(Run::values).toArray(double[][]::new)))
                .toArray(Block[]::new);
    }

    /** Adds the factor of every parameter times its numbers to the cells, four runs of the same cells at a time. */
    void add(double[] factor, double[] cells) {
        for (Block block : blocks) {
            int from = block.from;
            int[] p = block.parameters;
            double[][] values = block.values;
            int i = 0;
            for (; i + 3 < p.length; i += 4) {
                Rows.add(
                        cells,
                        from,
                        0,
                        values[i].length,
                        factor[p[i]],
                        values[i],
                        factor[p[i + 1]],
                        values[i + 1],
                        factor[p[i + 2]],
                        values[i + 2],
                        factor[p[i + 3]],
                        values[i + 3]);
            }
            for (; i < p.length; i++) {
                Rows.add(cells, from, 0, values[i].length, factor[p[i]], values[i]);
            }
        }
    }

    /** Adds to the sum of every parameter its numbers times the weights of the cells, four runs of the same cells at a time. */
    void addDots(double[] weight, double[] sums) {
        for (Block block : blocks) {
            int from = block.from;
            int[] p = block.parameters;
            double[][] values = block.values;
            int i = 0;
            for (; i + 3 < p.length; i += 4) {
                Rows.addDots(sums, p, 1, i, values, weight, from, 0, values[i].length);
            }
            for (; i < p.length; i++) {
                sums[p[i]] += Rows.dot(values[i], weight, from, 0, values[i].length);
            }
        }
    }
}
