package emiss.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The shifts of cells by explicit parameters (histosys): sum over parameters of slope x alpha + curve x {@link Code4p}(alpha),
 * with derivatives. Immutable by convention, its arrays are not changed.
 *
 * <p>The cells that a parameter shifts are runs of consecutive cells, joined across a few that it does not touch, because long
 * loops are faster.
 */
final class CellShifts {
    private static final int LARGEST_GAP = 4;

    /**
     * Consecutive cells that one parameter shifts.
     *
     * @param from the first cell
     * @param slope (high - low)/2 per cell
     */
    private record Run(int parameter, int from, double[] slope) {}

    /** Slopes of several parameters in the same cells, from {@code from} on. */
    private record Block(int from, int[] parameters, double[][] slopes) {}

    /** Per cell the parameters that shift it, ascending. */
    final int[][] cellParameters;

    /** Per cell (high - low)/2 and (I+ - I-)/16 of these. */
    final double[][] cellSlope;

    final double[][] cellCurve;
    /** Per cell what no derivative of its shift exceeds. */
    final double[] steepest;
    /** Curved shifts: cell, position among the parameters of the cell, parameter, (I+ - I-)/16. */
    private final int[] curvedCell;

    private final int[] curvedPosition;
    private final int[] curvedParameter;
    private final double[] curve;
    private final Block[] blocks;

    /** Takes, per parameter, the slope and the curvature of every cell that it shifts. */
    CellShifts(int cells, SortedMap<Integer, ? extends SortedMap<Integer, double[]>> shifts) {
        List<Run> found = new ArrayList<>();
        List<SortedMap<Integer, double[]>> ofCell = new ArrayList<>();
        IntStream.range(0, cells).forEach(c -> ofCell.add(new TreeMap<>()));
        shifts.forEach((parameter, touched) -> {
            List<Integer> run = new ArrayList<>();
            touched.forEach((cell, shift) -> {
                if (!run.isEmpty() && cell - run.get(run.size() - 1) > LARGEST_GAP) {
                    found.add(run(parameter, run, touched));
                    run.clear();
                }
                run.add(cell);
                if (shift[0] != 0 || shift[1] != 0) {
                    ofCell.get(cell).put(parameter, shift);
                }
            });
            found.add(run(parameter, run, touched));
        });
        blocks = blocks(found);
        cellParameters = ofCell.stream()
                .map(shift -> shift.keySet().stream().mapToInt(p -> p).toArray())
                .toArray(int[][]::new);
        cellSlope = ofCell.stream()
                .map(shift -> shift.values().stream().mapToDouble(v -> v[0]).toArray())
                .toArray(double[][]::new);
        steepest = ofCell.stream()
                .mapToDouble(shift -> shift.values().stream()
                        .mapToDouble(v -> Math.abs(v[0]) + Code4p.STEEPEST_BEND * Math.abs(v[1]))
                        .max()
                        .orElse(0))
                .toArray();
        cellCurve = ofCell.stream()
                .map(shift -> shift.values().stream().mapToDouble(v -> v[1]).toArray())
                .toArray(double[][]::new);
        List<int[]> bends = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            for (int i = 0; i < cellParameters[c].length; i++) {
                if (cellCurve[c][i] != 0) {
                    bends.add(new int[] {c, i});
                }
            }
        }
        curvedCell = bends.stream().mapToInt(bend -> bend[0]).toArray();
        curvedPosition = bends.stream().mapToInt(bend -> bend[1]).toArray();
        curvedParameter = bends.stream()
                .mapToInt(bend -> cellParameters[bend[0]][bend[1]])
                .toArray();
        curve = bends.stream().mapToDouble(bend -> cellCurve[bend[0]][bend[1]]).toArray();
    }

    private static Run run(int parameter, List<Integer> cells, Map<Integer, double[]> touched) {
        int first = cells.get(0);
        int size = cells.get(cells.size() - 1) - first + 1;
        double[] slope = new double[size];
        for (int cell : cells) {
            slope[cell - first] = touched.get(cell)[0];
        }
        return new Run(parameter, first, slope);
    }

    private static Block[] blocks(List<Run> runs) {
        Map<List<Integer>, List<Run>> ofCells = new LinkedHashMap<>();
        for (Run run : runs) {
            ofCells.computeIfAbsent(List.of(run.from, run.slope.length), key -> new ArrayList<>())
                    .add(run);
        }
        // two or three that are left over take longer one by one than with others that shift nothing
        ofCells.values().forEach(same -> {
            Run first = same.get(0);
            while (same.size() % 4 > 1) {
                same.add(new Run(first.parameter, first.from, new double[first.slope.length]));
            }
        });
        return ofCells.values().stream()
                .map(same -> new Block(
                        same.get(0).from,
                        same.stream().mapToInt(Run::parameter).toArray(),
                        same.stream().map(Run::slope).toArray(double[][]::new)))
                .toArray(Block[]::new);
    }

    /** Adds the shifts to the cells, four runs of the same cells at a time. */
    void add(double[] x, double[] cells) {
        for (Block block : blocks) {
            int from = block.from;
            int[] p = block.parameters;
            double[][] slope = block.slopes;
            int i = 0;
            for (; i + 3 < p.length; i += 4) {
                Rows.add(
                        cells,
                        from,
                        0,
                        slope[i].length,
                        x[p[i]],
                        slope[i],
                        x[p[i + 1]],
                        slope[i + 1],
                        x[p[i + 2]],
                        slope[i + 2],
                        x[p[i + 3]],
                        slope[i + 3]);
            }
            for (; i < p.length; i++) {
                Rows.add(cells, from, 0, slope[i].length, x[p[i]], slope[i]);
            }
        }
        for (int i = 0; i < curve.length; i++) {
            cells[curvedCell[i]] += Code4p.bend(x[curvedParameter[i]]) * curve[i];
        }
    }

    /** Adds the gradient of the sum of weight x shift over all cells, four runs of the same cells at a time. */
    void addGradient(double[] x, double[] weight, double[] gradient) {
        for (Block block : blocks) {
            int from = block.from;
            int[] p = block.parameters;
            double[][] slope = block.slopes;
            int i = 0;
            for (; i + 3 < p.length; i += 4) {
                Rows.addDots(gradient, p, i, slope, weight, from);
            }
            for (; i < p.length; i++) {
                gradient[p[i]] += Rows.dot(slope[i], weight, from, 0, slope[i].length);
            }
        }
        for (int i = 0; i < curve.length; i++) {
            int p = curvedParameter[i];
            gradient[p] += Code4p.bendFirst(x[p]) * curve[i] * weight[curvedCell[i]];
        }
    }

    /** Adds the second derivatives of the sum of weight x shift over all cells. */
    void addCurvature(double[] x, double[] weight, double[][] hessian) {
        for (int i = 0; i < curve.length; i++) {
            int p = curvedParameter[i];
            hessian[p][p] += Code4p.bendSecond(x[p]) * curve[i] * weight[curvedCell[i]];
        }
    }

    /** A workspace for {@link #differentiate}. */
    double[][] derivatives() {
        double[][] derivatives = cellSlope.clone();
        for (int cell : curvedCell) {
            derivatives[cell] = cellSlope[cell].clone();
        }
        return derivatives;
    }

    /** Brings the derivatives of every cell's shift by its {@link #cellParameters} up to date. */
    void differentiate(double[] x, double[][] derivatives) {
        for (int i = 0; i < curve.length; i++) {
            int c = curvedCell[i];
            int position = curvedPosition[i];
            derivatives[c][position] = cellSlope[c][position] + Code4p.bendFirst(x[curvedParameter[i]]) * curve[i];
        }
    }
}
