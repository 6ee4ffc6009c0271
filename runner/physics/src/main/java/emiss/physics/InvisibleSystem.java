package emiss.physics;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The invisible system of a scenario at one mass, with given couplings in one set of slots. Every answer of the scenario passes
 * here: what is not finite, or negative beyond rounding, goes no further.
 */
final class InvisibleSystem {
    /** Relative to what the couplings contribute one by one. */
    static final double ROUNDING = 1e-9;

    /** Beyond this, squares of couplings may overflow. */
    private static final double HUGE = 1e140;

    private final Scenario scenario;
    private final double mass;
    private final Complex[] values;
    private final Function<Complex[], Slots> fill;
    private final Slots slots;

    private InvisibleSystem(Scenario scenario, double mass, Complex[] values, Function<Complex[], Slots> fill) {
        this.scenario = scenario;
        this.mass = mass;
        this.values = values.clone();
        this.fill = fill;
        this.slots = fill.apply(values);
    }

    /** The couplings in the natural-parity slots. */
    static InvisibleSystem natural(Scenario scenario, double mass, SlotMap map, Complex... values) {
        return new InvisibleSystem(scenario, mass, values, map::natural);
    }

    /** The couplings in the axial slots. */
    static InvisibleSystem axial(Scenario scenario, double mass, SlotMap map, Complex... values) {
        return new InvisibleSystem(scenario, mass, values, map::axial);
    }

    /**
     * The spectral functions at {@code q2} [GeV^2].
     *
     * @throws IllegalStateException with the scenario, q2 and mass, if it does not answer, or not with spectral functions
     */
    SpectralFunctions at(double q2) {
        SpectralFunctions found = ask(q2, slots);
        if (!isPlain(found)) {
            check(found, q2);
        }
        return found;
    }

    /** What the couplings contribute one by one, in absolute value: the natural scale of rounding errors. */
    SpectralFunctions scale(double q2) {
        double r0 = 0;
        double rV = 0;
        double rT = 0;
        Complex[] alone = new Complex[values.length];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(alone, Complex.ZERO);
            alone[i] = values[i];
            SpectralFunctions one = ask(q2, fill.apply(alone));
            r0 += Math.abs(one.r0());
            rV += Math.abs(one.rV());
            rT += Math.abs(one.rT());
        }
        return new SpectralFunctions(r0, rV, rT, Math.sqrt(rV * rT));
    }

    private static boolean isPlain(SpectralFunctions r) {
        return r.r0() >= 0
                && r.rV() >= 0
                && r.rT() >= 0
                && r.reRVT() * r.reRVT() <= r.rV() * r.rT() * (1 + ROUNDING)
                && r.r0() + r.rV() + r.rT() + Math.abs(r.reRVT()) < Double.POSITIVE_INFINITY;
    }

    private void check(SpectralFunctions found, double q2) {
        if (isOverflow(q2)) {
            // no fault of the scenario: the result is not finite, and is refused as such
            return;
        }
        requireFinite("r0", found.r0(), q2);
        requireFinite("rV", found.rV(), q2);
        requireFinite("rT", found.rT(), q2);
        requireFinite("reRVT", found.reRVT(), q2);
        SpectralFunctions scale = scale(q2);
        requireSign("r0", found.r0(), scale.r0(), q2);
        requireSign("rV", found.rV(), scale.rV(), q2);
        requireSign("rT", found.rT(), scale.rT(), q2);
        double bound = Math.sqrt(Math.max(0, found.rV()) * Math.max(0, found.rT()));
        if (!(Math.abs(found.reRVT()) <= bound + ROUNDING * scale.reRVT()
                || found.reRVT() * found.reRVT() <= bound * bound + ROUNDING * scale.rV() * scale.rT())) {
            throw failure(
                    "returns reRVT = " + found.reRVT() + ", rV = " + found.rV() + ", rT = " + found.rT(),
                    q2,
                    "expected reRVT^2 <= rV rT");
        }
    }

    /** Whether the couplings are so large that their squares are not finite, and would be plain if they were smaller. */
    private boolean isOverflow(double q2) {
        double largest = 0;
        for (Complex value : values) {
            largest = Math.max(largest, Math.max(Math.abs(value.re()), Math.abs(value.im())));
        }
        if (!(largest > HUGE) || Double.isInfinite(largest)) {
            return false;
        }
        double factor = 1 / largest;
        Complex[] smaller =
                Arrays.stream(values).map(value -> value.times(factor)).toArray(Complex[]::new);
        return isPlain(ask(q2, fill.apply(smaller)));
    }

    private void requireFinite(String name, double value, double q2) {
        if (!Double.isFinite(value)) {
            throw failure("returns " + name + " = " + value, q2, "expected a finite number");
        }
    }

    private void requireSign(String name, double value, double scale, double q2) {
        if (!(value >= -ROUNDING * scale)) {
            throw failure("returns " + name + " = " + value, q2, "expected >= 0");
        }
    }

    private SpectralFunctions ask(double q2, Slots coefficients) {
        SpectralFunctions found;
        try {
            found = scenario.at(q2, mass, coefficients);
        } catch (OutOfMemoryError exhausted) {
            // not the fault of this call, and no point can be trusted to do better
            throw exhausted;
        } catch (Throwable thrown) {
            throw new IllegalStateException("scenario " + scenario.id() + " throws " + thrown + place(q2), thrown);
        }
        // a plugin from outside may break the promise that no method returns null
        if (found == null) {
            throw failure("returns null", q2, "expected spectral functions");
        }
        return found;
    }

    IllegalStateException failure(String what, double q2, String expected) {
        return new IllegalStateException("scenario " + scenario.id() + " " + what + place(q2) + ", " + expected);
    }

    private String place(double q2) {
        return " at q2 = " + q2 + " GeV^2, mass " + mass + " GeV";
    }
}
