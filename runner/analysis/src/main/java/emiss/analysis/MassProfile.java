package emiss.analysis;

import emiss.inference.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * t as a function of the mass, known on a grid and refined between its points where that is needed. A fit that turns out to lie
 * below the best one becomes the best one, and what was found around the other is sought again. Not thread-safe.
 */
public final class MassProfile {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Masses are refined to this accuracy [GeV]. */
    private static final double ACCURACY = 1e-5;

    /** A fit lower than the best one by this much means that the best one was not. */
    private static final double LOWER = 1e-5;

    private final List<At> grid;
    private final DoubleFunction<CouplingFit> fit;
    private Optional<CouplingFit> best;
    private boolean isBeaten;

    /**
     * A converged fit at one mass.
     *
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM)
     */
    public record At(double mass, double t) {}

    /**
     * Finds the best mass.
     *
     * @param grid converged fits at the masses of the grid
     * @param fit the fit at any mass [GeV]
     */
    public MassProfile(List<At> grid, DoubleFunction<CouplingFit> fit) {
        this.fit = fit;
        this.grid = new ArrayList<>(
                grid.stream().sorted(Comparator.comparingDouble(At::mass)).toList());
        this.best = this.grid.stream().min(Comparator.comparingDouble(At::t)).map(this::refine);
        best.ifPresent(this::add);
    }

    private void add(CouplingFit found) {
        grid.removeIf(other -> other.mass() == found.mass());
        grid.add(new At(found.mass(), found.t()));
        grid.sort(Comparator.comparingDouble(At::mass));
    }

    /** The fit at the best mass, refined beyond the grid; empty if no fit converged. */
    public Optional<CouplingFit> best() {
        return best;
    }

    /** Takes in a fit, which becomes the best one if it lies lower. */
    public void visit(CouplingFit found) {
        if (found.isConverged()
                && best.filter(known -> found.t() >= known.t() - LOWER).isEmpty()) {
            add(found);
            best = Optional.of(refine(new At(found.mass(), found.t())))
                    .filter(refined -> refined.t() <= found.t())
                    .or(() -> Optional.of(found));
            best.ifPresent(this::add);
            isBeaten = true;
        }
    }

    private CouplingFit refine(At lowest) {
        int i = grid.indexOf(lowest);
        double low = grid.get(Math.max(0, i - 1)).mass();
        double high = grid.get(Math.min(grid.size() - 1, i + 1)).mass();
        CouplingFit found = fit.apply(lowest.mass());
        if (high - low <= ACCURACY || lowest.t() >= 0) {
            return found;
        }
        double a = high - GOLDEN * (high - low);
        double b = low + GOLDEN * (high - low);
        CouplingFit atA = fit.apply(a);
        CouplingFit atB = fit.apply(b);
        while (high - low > ACCURACY) {
            found = better(found, better(atA, atB));
            if (atA.t() < atB.t()) {
                high = b;
                b = a;
                atB = atA;
                a = high - GOLDEN * (high - low);
                atA = fit.apply(a);
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + GOLDEN * (high - low);
                atB = fit.apply(b);
            }
        }
        return found;
    }

    private static CouplingFit better(CouplingFit one, CouplingFit other) {
        return other.isConverged() && other.t() < one.t() ? other : one;
    }

    /** Where t has risen by {@code rise} above its minimum on either side [GeV]; infinite where the grid ends before. */
    public Interval interval(double rise) {
        Interval interval;
        do {
            isBeaten = false;
            interval = around(rise);
        } while (isBeaten);
        return interval;
    }

    private Interval around(double rise) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (best.isPresent()) {
            double level = best.get().t() + rise;
            int i = 0;
            while (grid.get(i).mass() != best.get().mass()) {
                i++;
            }
            for (int k = i; k > 0 && Double.isInfinite(low); k--) {
                if (grid.get(k - 1).t() >= level) {
                    low = crossing(grid.get(k), grid.get(k - 1), level);
                }
            }
            for (int k = i; k < grid.size() - 1 && Double.isInfinite(high); k++) {
                if (grid.get(k + 1).t() >= level) {
                    high = crossing(grid.get(k), grid.get(k + 1), level);
                }
            }
        }
        return new Interval(low, high, "");
    }

    /** The ranges of mass [GeV] within the grid in which t is below {@code level}. */
    public List<Interval> below(double level) {
        List<Interval> ranges;
        do {
            isBeaten = false;
            ranges = ranges(level);
        } while (isBeaten);
        return ranges;
    }

    private List<Interval> ranges(double level) {
        List<Interval> ranges = new ArrayList<>();
        double start = Double.NaN;
        for (int k = 0; k < grid.size(); k++) {
            At here = grid.get(k);
            if (here.t() < level && Double.isNaN(start)) {
                start = k == 0 ? here.mass() : crossing(here, grid.get(k - 1), level);
            } else if (here.t() >= level && !Double.isNaN(start)) {
                ranges.add(new Interval(start, crossing(grid.get(k - 1), here, level), ""));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start)) {
            ranges.add(new Interval(start, grid.get(grid.size() - 1).mass(), ""));
        }
        return ranges;
    }

    /** The mass between a point below and a point above the level at which t crosses it, by bisection. */
    private double crossing(At below, At above, double level) {
        DoubleUnaryOperator t = mass -> {
            CouplingFit found = fit.apply(mass);
            visit(found);
            return found.t();
        };
        double inside = below.mass();
        double outside = above.mass();
        while (Math.abs(outside - inside) > ACCURACY) {
            double middle = 0.5 * (inside + outside);
            if (t.applyAsDouble(middle) < level) {
                inside = middle;
            } else {
                outside = middle;
            }
            if (isBeaten) {
                break;
            }
        }
        return 0.5 * (inside + outside);
    }
}
