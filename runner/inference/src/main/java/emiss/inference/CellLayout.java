package emiss.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the contents of the cells of a model are made of; immutable by convention, its arrays are not changed. A cell is a
 * sample in a bin. Its content is (nominal + shifts) x product of the factors of its group, for signal x the events in its row.
 *
 * <p>Cells of one group follow each other: a group is mostly a sample in all channels, whose cells the same parameters shift, and
 * loops over many neighbours are fast. Few parameters act on a cell, so that sums over pairs of them cost much less than over all
 * pairs: groups and slots say where second derivatives do not vanish.
 */
final class CellLayout {
    /**
     * A sample in a bin.
     *
     * @param nominal events; for signal the share of the sample in them
     * @param slot the per-bin factor that multiplies it, or the plain slot of its row
     * @param row the bin
     * @param group the group of its factors
     * @param isSignal whether the content is proportional to the signal
     */
    record Cell(double nominal, int slot, int row, int group, boolean isSignal) {}

    final int count;
    /** The place of every cell in the order of data sets, channels, samples and bins. */
    final int[] place;

    final double[] nominal;
    final int[] slot;
    final int[] row;
    final int[] group;
    final boolean[] isSignal;
    final int[] signalCells;
    final Factor[] factors;
    /** Per group its factors. */
    final int[][] groupFactors;

    /** Per group its cells. */
    final int[][] groupCells;
    /** Per group the parameters that shift any of its cells, ascending. */
    final int[][] groupParameters;

    final CellShifts shifts;
    /** The parameters that shift any cell of signal, ascending. */
    final int[] signalParameters;
    /** Per slot its cells. */
    final int[][] slotCells;
    /** Per slot the explicit parameters that act on it, ascending. */
    final int[][] slotParameters;

    final boolean[] slotHasSignal;
    /** The parameters of which both directions raise the content of some cell, or both lower it. */
    final int[] turning;

    /**
     * @param declared cells in the order of data sets, channels, samples and bins
     * @param groups per group its factors
     * @param shifts per parameter, the slope and the curvature of every cell that it shifts
     */
    CellLayout(
            List<Cell> declared,
            int slots,
            List<Factor> factors,
            List<List<Integer>> groups,
            SortedMap<Integer, ? extends SortedMap<Integer, double[]>> shifts) {
        count = declared.size();
        place = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(c -> declared.get(c).group()))
                .mapToInt(c -> c)
                .toArray();
        List<Cell> cells = Arrays.stream(place).mapToObj(declared::get).toList();
        nominal = cells.stream().mapToDouble(Cell::nominal).toArray();
        slot = cells.stream().mapToInt(Cell::slot).toArray();
        row = cells.stream().mapToInt(Cell::row).toArray();
        group = cells.stream().mapToInt(Cell::group).toArray();
        signalCells =
                IntStream.range(0, count).filter(c -> cells.get(c).isSignal()).toArray();
        this.factors = factors.toArray(Factor[]::new);
        groupFactors = groups.stream()
                .map(list -> list.stream().mapToInt(f -> f).toArray())
                .toArray(int[][]::new);
        this.shifts = new CellShifts(count, moved(shifts));
        groupCells = cellsBy(group, groups.size());
        groupParameters = Arrays.stream(groupCells).map(this::shifting).toArray(int[][]::new);
        signalParameters = shifting(signalCells);
        isSignal = new boolean[count];
        slotHasSignal = new boolean[slots];
        for (int c : signalCells) {
            isSignal[c] = true;
            slotHasSignal[slot[c]] = true;
        }
        slotCells = cellsBy(slot, slots);
        slotParameters = new int[slots][];
        for (int s = 0; s < slots; s++) {
            TreeSet<Integer> acting = new TreeSet<>();
            for (int c : slotCells[s]) {
                for (int p : this.shifts.cellParameters[c]) {
                    acting.add(p);
                }
                for (int f : groupFactors[group[c]]) {
                    acting.add(this.factors[f].parameter());
                }
            }
            slotParameters[s] = acting.stream().mapToInt(p -> p).toArray();
        }
        TreeSet<Integer> turns = new TreeSet<>();
        factors.stream().filter(Factor::turns).forEach(factor -> turns.add(factor.parameter()));
        shifts.forEach((p, touched) -> {
            if (touched.values().stream().anyMatch(shift -> Code4p.turns(shift[0], shift[1]))) {
                turns.add(p);
            }
        });
        turning = turns.stream().mapToInt(p -> p).toArray();
    }

    /** The shifts of declared cells by where the cells are now. */
    private SortedMap<Integer, SortedMap<Integer, double[]>> moved(
            SortedMap<Integer, ? extends SortedMap<Integer, double[]>> shifts) {
        SortedMap<Integer, SortedMap<Integer, double[]>> all = new TreeMap<>();
        shifts.forEach((parameter, touched) -> {
            SortedMap<Integer, double[]> ofCells = new TreeMap<>();
            for (int c = 0; c < count; c++) {
                double[] shift = touched.get(place[c]);
                if (shift != null) {
                    ofCells.put(c, shift);
                }
            }
            all.put(parameter, ofCells);
        });
        return all;
    }

    /** Per part its cells. */
    private static int[][] cellsBy(int[] part, int parts) {
        return IntStream.range(0, parts)
                .mapToObj(wanted -> IntStream.range(0, part.length)
                        .filter(c -> part[c] == wanted)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** The parameters that shift any of some cells, ascending. */
    private int[] shifting(int[] cells) {
        return Arrays.stream(cells)
                .flatMap(c -> Arrays.stream(shifts.cellParameters[c]))
                .distinct()
                .sorted()
                .toArray();
    }
}
