package emiss.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The shifts of cells by explicit parameters (histosys): sum over parameters of slope x alpha + curve x {@link Code4p}(alpha),
 * with derivatives. Immutable by convention, its arrays are not changed; methods that need a number per parameter for a moment take
 * room for it.
 */
final class CellShifts {
    /** Per cell the parameters that shift it, ascending. */
    final int[][] cellParameters;

    /** Per cell (high - low)/2 and (I+ - I-)/16 of these. */
    final double[][] cellSlope;

    final double[][] cellCurve;
    /** Per cell what no derivative of its shift exceeds. */
    final double[] steepest;

    private final ShiftBlocks slopes;
    private final ShiftBlocks curves;
    /** The parameters with a curve in any cell, and the cells in which any has one. */
    private final int[] curvedParameters;

    private final int[] curvedCells;

    /** Takes, per parameter, the slope and the curvature of every cell that it shifts. */
    CellShifts(int cells, SortedMap<Integer, ? extends SortedMap<Integer, double[]>> shifts) {
        List<SortedMap<Integer, double[]>> ofCell = new ArrayList<>();
        IntStream.range(0, cells).forEach(c -> ofCell.add(new TreeMap<>()));
        shifts.forEach((parameter, touched) -> touched.forEach((cell, shift) -> {
            if (shift[0] != 0 || shift[1] != 0) {
                ofCell.get(cell).put(parameter, shift);
            }
        }));
        slopes = new ShiftBlocks(shifts, 0);
        curves = new ShiftBlocks(shifts, 1);
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
        curvedParameters = shifts.entrySet().stream()
                .filter(shift -> hasCurve(shift.getValue()))
                .mapToInt(shift -> shift.getKey())
                .toArray();
        curvedCells =
                IntStream.range(0, cells).filter(c -> hasCurve(ofCell.get(c))).toArray();
    }

    private static boolean hasCurve(SortedMap<Integer, double[]> shifts) {
        return shifts.values().stream().anyMatch(shift -> shift[1] != 0);
    }

    /** Adds the shifts to the cells. */
    void add(double[] x, double[] room, double[] cells) {
        slopes.add(x, cells);
        for (int p : curvedParameters) {
            room[p] = Code4p.bend(x[p]);
        }
        curves.add(room, cells);
    }

    /** Adds the gradient of the sum of weight x shift over all cells. */
    void addGradient(double[] x, double[] room, double[] weight, double[] gradient) {
        slopes.addDots(weight, gradient);
        sumUpCurves(weight, room);
        for (int p : curvedParameters) {
            gradient[p] += Code4p.bendFirst(x[p]) * room[p];
        }
    }

    /** Adds the second derivatives of the sum of weight x shift over all cells. */
    void addCurvature(double[] x, double[] room, double[] weight, double[][] hessian) {
        sumUpCurves(weight, room);
        for (int p : curvedParameters) {
            hessian[p][p] += Code4p.bendSecond(x[p]) * room[p];
        }
    }

    private void sumUpCurves(double[] weight, double[] sums) {
        for (int p : curvedParameters) {
            sums[p] = 0;
        }
        curves.addDots(weight, sums);
    }

    /** A workspace for {@link #differentiate}. */
    double[][] derivatives() {
        double[][] derivatives = cellSlope.clone();
        for (int cell : curvedCells) {
            derivatives[cell] = cellSlope[cell].clone();
        }
        return derivatives;
    }

    /** Brings the derivatives of every cell's shift by its {@link #cellParameters} up to date. */
    void differentiate(double[] x, double[] room, double[][] derivatives) {
        for (int p : curvedParameters) {
            room[p] = Code4p.bendFirst(x[p]);
        }
        for (int c : curvedCells) {
            int[] parameters = cellParameters[c];
            double[] slope = cellSlope[c];
            double[] curve = cellCurve[c];
            double[] derivative = derivatives[c];
            for (int i = 0; i < parameters.length; i++) {
                derivative[i] = slope[i] + room[parameters[i]] * curve[i];
            }
        }
    }
}
