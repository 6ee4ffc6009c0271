package emiss.analysis;

import emiss.api.DoubleVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lowest minima in a plane of two couplings, sought from its grid. */
public final class PlaneMinima {
    /** Minima within this of the lowest t are degenerate with it. */
    private static final double DEGENERATE = 1e-3;

    private static final int MOST = 16;

    private final CouplingFitter fitter;
    private final Hypothesis hypothesis;
    private final PlaneScan.Grid grid;

    /** Prepares a search in the plane of a hypothesis. */
    public PlaneMinima(Hypothesis hypothesis, PlaneScan.Grid grid) {
        this.fitter = new CouplingFitter(hypothesis.analysis());
        this.hypothesis = hypothesis;
        this.grid = grid;
    }

    /**
     * The lowest minima, refined from the local minima of the grid: all that are degenerate, positive couplings first.
     *
     * @param t {@code t[iy][ix]} on the grid, NaN where it is not known
     */
    public List<CouplingFit> of(double[][] t) {
        List<CouplingFit> found = new ArrayList<>();
        for (int iy = 0; iy < t.length; iy++) {
            for (int ix = 0; ix < t[iy].length; ix++) {
                if (isLocalMinimum(t, ix, iy)) {
                    Map<String, Double> start = new LinkedHashMap<>();
                    start.put(grid.xName(), grid.x().at(ix));
                    start.put(grid.yName(), grid.y().at(iy));
                    CouplingFit fit = refined(start);
                    if (fit.isConverged() && found.stream().noneMatch(other -> isSame(fit, other))) {
                        found.add(fit);
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(CouplingFit::t));
        return found.stream()
                .filter(fit -> fit.t() < found.get(0).t() + DEGENERATE)
                .limit(MOST)
                .sorted(Comparator.comparing((CouplingFit fit) -> fit.value(grid.xName()) < 0)
                        .thenComparing(fit -> fit.value(grid.yName()) < 0)
                        .thenComparing(CouplingFit::t))
                .toList();
    }

    /** The minimum that is reached from a point of the grid, with what is profiled there at its best. */
    private CouplingFit refined(Map<String, Double> point) {
        Map<String, Double> held = new LinkedHashMap<>(grid.fixed());
        held.putAll(point);
        Map<String, Double> start = new LinkedHashMap<>(point);
        if (hypothesis.freeParameters(held.keySet()) > 0) {
            CouplingFit profiled = fitter.fit(hypothesis, held);
            hypothesis.couplingNames().forEach(name -> start.putIfAbsent(name, profiled.value(name)));
        }
        return fitter.fitFrom(hypothesis, start, grid.fixed());
    }

    private static boolean isLocalMinimum(double[][] t, int ix, int iy) {
        for (int jy = Math.max(0, iy - 1); jy <= Math.min(t.length - 1, iy + 1); jy++) {
            for (int jx = Math.max(0, ix - 1); jx <= Math.min(t[iy].length - 1, ix + 1); jx++) {
                if (!(t[iy][ix] <= t[jy][jx])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isSame(CouplingFit one, CouplingFit other) {
        return Math.abs(one.value(grid.xName()) - other.value(grid.xName())) < 0.5 * spacing(grid.x())
                && Math.abs(one.value(grid.yName()) - other.value(grid.yName())) < 0.5 * spacing(grid.y());
    }

    private static double spacing(DoubleVector axis) {
        return (axis.at(axis.size() - 1) - axis.at(0)) / (axis.size() - 1);
    }
}
