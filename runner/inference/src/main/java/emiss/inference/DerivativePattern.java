package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where first and second derivatives of the contents do not vanish. Few parameters act on a cell, so that sums over pairs of
 * them cost much less than over all pairs.
 */
final class DerivativePattern {
    /** Per cell the parameters that shift it, ascending. */
    final int[][] cellParameters;
    /** The straight parts of these shifts; curved parts are apart. */
    final double[][] cellSlope;
    /** Curved shifts: cell, position among its parameters, parameter, (I+ - I-)/16. */
    final int[] curvedCell;

    final int[] curvedPosition;
    final int[] curvedParameter;
    final double[] curve;
    final boolean[] cellIsSignal;
    /** Per slot its cells. */
    final int[][] slotCells;
    /** Per slot the explicit parameters that act on it, ascending. */
    final int[][] slotParameters;

    final boolean[] slotHasSignal;
    /** Parts of runs of shifts whose cells have the same factors, either all or none of them signal. */
    final Segment[] segments;

    /** The part {@code from} to {@code to} (exclusive) of run {@code run}. */
    record Segment(int run, int from, int to, int group, boolean isSignal) {}

    DerivativePattern(BinnedModel model) {
        List<TreeMap<Integer, double[]>> shifts = IntStream.range(0, model.cellCount)
                .mapToObj(c -> new TreeMap<Integer, double[]>())
                .toList();
        cellIsSignal = new boolean[model.cellCount];
        for (int c : model.signalCells) {
            cellIsSignal[c] = true;
        }
        List<Segment> parts = new ArrayList<>();
        for (int r = 0; r < model.shiftParameter.length; r++) {
            int first = model.shiftFrom[r];
            int length = model.shiftSlope[r].length;
            int start = 0;
            for (int j = 0; j < length; j++) {
                double bent = model.shiftCurve[r].length > 0 ? model.shiftCurve[r][j] : 0;
                if (model.shiftSlope[r][j] != 0 || bent != 0) {
                    shifts.get(first + j).put(model.shiftParameter[r], new double[] {model.shiftSlope[r][j], bent});
                }
                int group = model.cellGroup[first + j];
                if (j + 1 == length
                        || model.cellGroup[first + j + 1] != group
                        || cellIsSignal[first + j + 1] != cellIsSignal[first + j]) {
                    if (cellIsSignal[first + j] || model.groupTerms[group].length > 0) {
                        parts.add(new Segment(r, start, j + 1, group, cellIsSignal[first + j]));
                    }
                    start = j + 1;
                }
            }
        }
        segments = parts.toArray(Segment[]::new);
        cellParameters = shifts.stream()
                .map(shift -> shift.keySet().stream().mapToInt(p -> p).toArray())
                .toArray(int[][]::new);
        cellSlope = shifts.stream()
                .map(shift -> shift.values().stream().mapToDouble(v -> v[0]).toArray())
                .toArray(double[][]::new);
        List<int[]> curved = new ArrayList<>();
        List<Double> curves = new ArrayList<>();
        for (int c = 0; c < model.cellCount; c++) {
            int position = 0;
            for (Map.Entry<Integer, double[]> entry : shifts.get(c).entrySet()) {
                if (entry.getValue()[1] != 0) {
                    curved.add(new int[] {c, position, entry.getKey()});
                    curves.add(entry.getValue()[1]);
                }
                position++;
            }
        }
        curvedCell = curved.stream().mapToInt(entry -> entry[0]).toArray();
        curvedPosition = curved.stream().mapToInt(entry -> entry[1]).toArray();
        curvedParameter = curved.stream().mapToInt(entry -> entry[2]).toArray();
        curve = curves.stream().mapToDouble(d -> d).toArray();
        List<TreeSet<Integer>> acting = IntStream.range(0, model.slotCount)
                .mapToObj(s -> new TreeSet<Integer>())
                .toList();
        for (int c = 0; c < model.cellCount; c++) {
            TreeSet<Integer> parameters = acting.get(model.cellSlot[c]);
            Arrays.stream(cellParameters[c]).forEach(parameters::add);
            Arrays.stream(model.groupTerms[model.cellGroup[c]])
                    .map(t -> model.terms[t].parameter())
                    .forEach(parameters::add);
        }
        slotCells = IntStream.range(0, model.slotCount)
                .mapToObj(s -> IntStream.range(0, model.cellCount)
                        .filter(c -> model.cellSlot[c] == s)
                        .toArray())
                .toArray(int[][]::new);
        slotHasSignal = new boolean[model.slotCount];
        for (int s : model.signalSlotOfCell) {
            slotHasSignal[s] = true;
        }
        slotParameters = acting.stream()
                .map(set -> set.stream().mapToInt(p -> p).toArray())
                .toArray(int[][]::new);
    }
}
