package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Six cells in three slots, of which the last two are signal; parameters 0 and 2 shift some, 1 and 3 scale some. */
class CellLayoutTest {
    private static final double[] STRAIGHT = {1, 0};
    private static final double[] TURNING = {0.1, 0.1};

    private static CellLayout layout(double low, double[] shift) {
        List<CellLayout.Cell> cells = List.of(
                new CellLayout.Cell(10, 0, 0, 0, false),
                new CellLayout.Cell(11, 1, 1, 0, false),
                new CellLayout.Cell(12, 0, 0, 1, false),
                new CellLayout.Cell(13, 1, 1, 2, false),
                new CellLayout.Cell(1, 0, 0, 0, true),
                new CellLayout.Cell(1, 2, 1, 1, true));
        SortedMap<Integer, SortedMap<Integer, double[]>> shifts = new TreeMap<>();
        shifts.put(0, new TreeMap<>(Map.of(0, STRAIGHT, 1, STRAIGHT, 2, STRAIGHT)));
        shifts.put(2, new TreeMap<>(Map.of(3, STRAIGHT, 4, shift, 5, STRAIGHT)));
        return new CellLayout(
                cells,
                3,
                List.of(Factor.code4(1, low, 1.2), Factor.linear(3)),
                List.of(List.of(), List.of(0), List.of(0, 1)),
                shifts);
    }

    @Test
    void slotsKnowTheirCellsAndParameters() {
        CellLayout layout = layout(0.8, STRAIGHT);

        assertThat(layout.count).isEqualTo(6);
        assertThat(layout.signalCells).containsExactly(2, 4);
        assertThat(layout.slotCells[0]).containsExactly(0, 2, 3);
        assertThat(layout.slotCells[1]).containsExactly(1, 5);
        assertThat(layout.slotCells[2]).containsExactly(4);
        assertThat(layout.slotParameters[0]).containsExactly(0, 1, 2);
        assertThat(layout.slotParameters[1]).containsExactly(0, 1, 2, 3);
        assertThat(layout.slotParameters[2]).containsExactly(1, 2);
        assertThat(layout.slotHasSignal).containsExactly(true, false, true);
        assertThat(layout.isSignal).containsExactly(false, false, true, false, true, false);
    }

    @Test
    void cellsOfAGroupFollowEachOther() {
        CellLayout layout = layout(0.8, TURNING);

        assertThat(layout.place).containsExactly(0, 1, 4, 2, 5, 3);
        assertThat(layout.group).containsExactly(0, 0, 0, 1, 1, 2);
        assertThat(layout.nominal).containsExactly(10, 11, 1, 12, 1, 13);
        assertThat(layout.row).containsExactly(0, 1, 0, 0, 1, 1);
        assertThat(layout.shifts.cellParameters).isDeepEqualTo(new int[][] {{0}, {0}, {2}, {0}, {2}, {2}});
        assertThat(layout.shifts.cellCurve[2]).containsExactly(0.1);
    }

    @Test
    void groupsKnowTheirCellsAndWhatShiftsThem() {
        CellLayout layout = layout(0.8, STRAIGHT);

        assertThat(layout.groupCells).isDeepEqualTo(new int[][] {{0, 1, 2}, {3, 4}, {5}});
        assertThat(layout.groupParameters).isDeepEqualTo(new int[][] {{0, 2}, {0, 2}, {2}});
        assertThat(layout.signalParameters).containsExactly(2);
    }

    @Test
    void parametersOfWhichBothDirectionsActAlikeTurn() {
        assertThat(layout(0.8, STRAIGHT).turning).isEmpty();
        assertThat(layout(1.1, STRAIGHT).turning).containsExactly(1);
        assertThat(layout(0.8, TURNING).turning).containsExactly(2);
        assertThat(layout(1.1, TURNING).turning).containsExactly(1, 2);
    }
}
