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
     * @param curve (I+ - I-)/16 per cell, or an empty array if all shifts are straight
     */
    record Run(int parameter, int from, double[] slope, double[] curve) {
        /** The sum of weight x derivative of the shift over positions {@code first} to {@code last} (exclusive) of the run. */
        double first(double[] x, double[] weight, int first, int last) {
            double sum = Rows.dot(slope, weight, from, first, last);
            return curve.length == 0
                    ? sum
                    : sum + Code4p.bendFirst(x[parameter]) * Rows.dot(curve, weight, from, first, last);
        }
    }

    /** Slopes of several parameters in the same cells, from {@code from} on. */
    private record Block(int from, int[] parameters, double[][] slopes) {}

    /** A curved shift: its cell, its position among the parameters of the cell, its parameter, (I+ - I-)/16. */
    private record Curved(int cell, int position, int parameter, double curve) {}

    final Run[] runs;
    /** Per cell the parameters that shift it, ascending. */
    final int[][] cellParameters;

    private final double[][] cellSlope;
    private final Curved[] curved;
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
        runs = found.toArray(Run[]::new);
        blocks = blocks(found);
        cellParameters = ofCell.stream()
                .map(shift -> shift.keySet().stream().mapToInt(p -> p).toArray())
                .toArray(int[][]::new);
        cellSlope = ofCell.stream()
                .map(shift -> shift.values().stream().mapToDouble(v -> v[0]).toArray())
                .toArray(double[][]::new);
        List<Curved> bends = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            for (int i = 0; i < cellParameters[c].length; i++) {
                double curve = ofCell.get(c).get(cellParameters[c][i])[1];
                if (curve != 0) {
                    bends.add(new Curved(c, i, cellParameters[c][i], curve));
                }
            }
        }
        curved = bends.toArray(Curved[]::new);
    }

    private static Run run(int parameter, List<Integer> cells, Map<Integer, double[]> touched) {
        int first = cells.get(0);
        int size = cells.get(cells.size() - 1) - first + 1;
        double[] slope = new double[size];
        double[] curve = new double[size];
        boolean isCurved = false;
        for (int cell : cells) {
            double[] shift = touched.get(cell);
            slope[cell - first] = shift[0];
            curve[cell - first] = shift[1];
            isCurved |= shift[1] != 0;
        }
        return new Run(parameter, first, slope, isCurved ? curve : new double[0]);
    }

    private static Block[] blocks(List<Run> runs) {
        Map<List<Integer>, List<Run>> ofCells = new LinkedHashMap<>();
        for (Run run : runs) {
            ofCells.computeIfAbsent(List.of(run.from, run.slope.length), key -> new ArrayList<>())
                    .add(run);
        }
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
        for (Curved shift : curved) {
            cells[shift.cell] += Code4p.bend(x[shift.parameter]) * shift.curve;
        }
    }

    /** Adds the gradient of the sum of weight x shift over all cells. */
    void addGradient(double[] x, double[] weight, double[] gradient) {
        for (Run run : runs) {
            gradient[run.parameter] += run.first(x, weight, 0, run.slope.length);
        }
    }

    /** Adds the second derivatives of the sum of weight x shift over all cells. */
    void addCurvature(double[] x, double[] weight, double[][] hessian) {
        for (Run run : runs) {
            if (run.curve.length > 0) {
                int p = run.parameter;
                hessian[p][p] += Code4p.bendSecond(x[p]) * Rows.dot(run.curve, weight, run.from, 0, run.curve.length);
            }
        }
    }

    /** A workspace for {@link #differentiate}. */
    double[][] derivatives() {
        double[][] derivatives = cellSlope.clone();
        for (Curved shift : curved) {
            derivatives[shift.cell] = cellSlope[shift.cell].clone();
        }
        return derivatives;
    }

    /** Brings the derivatives of every cell's shift by its {@link #cellParameters} up to date. */
    void differentiate(double[] x, double[][] derivatives) {
        for (Curved shift : curved) {
            derivatives[shift.cell][shift.position] =
                    cellSlope[shift.cell][shift.position] + Code4p.bendFirst(x[shift.parameter]) * shift.curve;
        }
    }
}
