package emiss.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** t as a function of the mass, known on a grid and refined between its points where that is needed. */
public final class MassProfile {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Masses are refined to this accuracy [GeV]. */
    private static final double ACCURACY = 1e-5;

    private final List<CouplingFit> fits;
    private final DoubleFunction<CouplingFit> fit;
    private final Optional<CouplingFit> best;

    /**
     * Finds the best mass.
     *
     * @param grid fits at the masses of the grid; those that did not converge are ignored
     * @param fit the fit at any mass [GeV]
     */
    public MassProfile(List<CouplingFit> grid, DoubleFunction<CouplingFit> fit) {
        this.fit = fit;
        this.fits = new ArrayList<>(grid.stream()
                .filter(CouplingFit::isConverged)
                .sorted(Comparator.comparingDouble(CouplingFit::mass))
                .toList());
        this.best =
                fits.stream().min(Comparator.comparingDouble(CouplingFit::t)).map(this::refine);
        best.filter(found -> fits.stream().allMatch(other -> other.mass() != found.mass()))
                .ifPresent(found -> {
                    fits.add(found);
                    fits.sort(Comparator.comparingDouble(CouplingFit::mass));
                });
    }

    /** The fit at the best mass, refined beyond the grid; empty if no fit converged. */
    public Optional<CouplingFit> best() {
        return best;
    }

    private CouplingFit refine(CouplingFit lowest) {
        int i = fits.indexOf(lowest);
        double low = fits.get(Math.max(0, i - 1)).mass();
        double high = fits.get(Math.min(fits.size() - 1, i + 1)).mass();
        CouplingFit found = lowest;
        if (high - low <= ACCURACY || lowest.t() >= 0) {
            return lowest;
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

    /** Where t has risen by {@code rise} above its minimum on either side [GeV]; null where the grid ends before. */
    public List<@Nullable Double> interval(double rise) {
        if (best.isEmpty()) {
            return Arrays.asList(null, null);
        }
        double level = best.get().t() + rise;
        int i = fits.indexOf(best.get());
        Double low = null;
        for (int k = i; k > 0 && low == null; k--) {
            if (fits.get(k - 1).t() >= level) {
                low = crossing(fits.get(k), fits.get(k - 1), level);
            }
        }
        Double high = null;
        for (int k = i; k < fits.size() - 1 && high == null; k++) {
            if (fits.get(k + 1).t() >= level) {
                high = crossing(fits.get(k), fits.get(k + 1), level);
            }
        }
        return Arrays.asList(low, high);
    }

    /** The ranges of mass [GeV] within the grid in which t is below {@code level}. */
    public List<List<Double>> below(double level) {
        List<List<Double>> ranges = new ArrayList<>();
        Double start = null;
        for (int k = 0; k < fits.size(); k++) {
            CouplingFit here = fits.get(k);
            if (here.t() < level && start == null) {
                start = k == 0 ? here.mass() : crossing(here, fits.get(k - 1), level);
            } else if (here.t() >= level && start != null) {
                ranges.add(List.of(start, crossing(fits.get(k - 1), here, level)));
                start = null;
            }
        }
        if (start != null) {
            ranges.add(List.of(start, fits.get(fits.size() - 1).mass()));
        }
        return ranges;
    }

    /** The mass between a point below and a point above the level at which t crosses it, by bisection. */
    private double crossing(CouplingFit below, CouplingFit above, double level) {
        DoubleUnaryOperator t = mass -> fit.apply(mass).t();
        double inside = below.mass();
        double outside = above.mass();
        while (Math.abs(outside - inside) > ACCURACY) {
            double middle = 0.5 * (inside + outside);
            if (t.applyAsDouble(middle) < level) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return 0.5 * (inside + outside);
    }
}
