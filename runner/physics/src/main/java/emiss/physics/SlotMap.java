package emiss.physics;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Fills the slots of a scenario from couplings: normalisations, equation-of-motion factors, quark currents, mixing of Bs. */
final class SlotMap {
    private static final Slot[] SLOTS = Slot.values();

    /** What of the coefficients is taken, see {@link #timeIntegrated}. */
    private enum Part {
        ALL,
        /** The real parts of those of sign 1, i times the imaginary parts of those of sign -1. */
        DIRECT,
        /** The other way round. */
        SWAPPED;

        Complex of(Complex value, int sign) {
            if (this == ALL) {
                return value;
            }
            if (sign == 0) {
                return Complex.ZERO;
            }
            return (this == DIRECT) == (sign > 0) ? Complex.real(value.re()) : new Complex(0, value.im());
        }
    }

    private final List<Coupling> couplings;
    private final double[][] natural;
    private final double[][] axial;
    private final BsMixing mixing;
    private final Part part;

    SlotMap(HadronicTransition transition, Scenario scenario, List<Coupling> couplings, double lambda) {
        this.couplings = List.copyOf(couplings);
        natural = new double[couplings.size()][SLOTS.length];
        axial = new double[couplings.size()][SLOTS.length];
        for (int i = 0; i < natural.length; i++) {
            Coupling coupling = couplings.get(i);
            double factor = factor(coupling.normalisation(), transition, lambda);
            for (Slot slot : SLOTS) {
                double naturalMass = slot == Slot.S ? transition.naturalMassFactor() : 1;
                double axialMass = slot == Slot.S ? transition.axialMassFactor() : 1;
                natural[i][slot.ordinal()] = coupling.current().natural(slot) * naturalMass * factor;
                axial[i][slot.ordinal()] = coupling.current().axial(slot) * axialMass * factor;
            }
        }
        mixing = new BsMixing(transition, scenario, couplings);
        part = Part.ALL;
    }

    private SlotMap(SlotMap map, double[][] natural, double[][] axial, Part part) {
        this.couplings = map.couplings;
        this.natural = natural;
        this.axial = axial;
        this.mixing = map.mixing;
        this.part = part;
    }

    /**
     * The time-integrated rate for given couplings, from what gives the rate for the slots of a map: [B + ys (B(direct) -
     * B(swapped))]/(1 - ys^2), the real part of the sum over a and b of sigma_a c_a Y_ab c_b being B(direct) - B(swapped).
     */
    double timeIntegrated(ToDoubleFunction<SlotMap> rate) {
        return timeIntegratedRates(slots -> new double[] {rate.applyAsDouble(slots)})[0];
    }

    /** The same for several rates. */
    double[] timeIntegratedRates(Function<SlotMap, double[]> rates) {
        double[] all = rates.apply(this);
        if (!mixing.isOn()) {
            return all;
        }
        double[] direct = rates.apply(new SlotMap(this, natural, axial, Part.DIRECT));
        double[] swapped = rates.apply(new SlotMap(this, natural, axial, Part.SWAPPED));
        for (int i = 0; i < all.length; i++) {
            all[i] = mixing.timeIntegrated(all[i], direct[i] - swapped[i]);
        }
        return all;
    }

    /**
     * The map whose rate is the time-integrated one if all couplings are real: then coefficients of different sign do not
     * interfere, and each has a factor.
     */
    SlotMap forRealCouplings() {
        if (!mixing.isOn()) {
            return this;
        }
        double[][] naturalScaled = new double[natural.length][];
        double[][] axialScaled = new double[axial.length][];
        for (int i = 0; i < natural.length; i++) {
            naturalScaled[i] = natural[i].clone();
            axialScaled[i] = axial[i].clone();
            for (Slot slot : SLOTS) {
                naturalScaled[i][slot.ordinal()] *= Math.sqrt(mixing.factor(mixing.natural(i, slot)));
                axialScaled[i][slot.ordinal()] *= Math.sqrt(mixing.factor(mixing.axial(i, slot)));
            }
        }
        return new SlotMap(this, naturalScaled, axialScaled, Part.ALL);
    }

    private static double factor(Normalisation normalisation, HadronicTransition transition, double lambda) {
        if (normalisation instanceof Normalisation.LambdaPower power) {
            return Math.pow(lambda, -power.power());
        }
        return new StandardModel(transition.inputs()).weakEffectiveFactor();
    }

    /** Checks what every rate needs: a mass and a scale for which the scenario is defined, and couplings that it has. */
    static void check(Candidate candidate, List<Coupling> couplings) {
        Scenario scenario = candidate.scenario();
        double mass = candidate.mass();
        double lambda = candidate.lambda();
        if (!Double.isFinite(mass) || !scenario.massDomain().contains(mass)) {
            String expected = switch (scenario.massDomain()) {
                case ZERO -> "0";
                case NON_NEGATIVE -> "0 or more";
                case POSITIVE -> "more than 0";
            };
            throw new IllegalArgumentException(
                    "the mass is " + mass + " GeV, expected " + expected + " for scenario " + scenario.id());
        }
        if (!(lambda > 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("the scale Lambda is " + lambda + " GeV, expected > 0");
        }
        List<Coupling> valid = scenario.couplings();
        for (Coupling coupling : couplings) {
            if (!valid.contains(coupling)) {
                throw new IllegalArgumentException("scenario " + scenario.id() + " has no coupling " + coupling.name()
                        + ", expected one of "
                        + valid.stream().map(Coupling::name).toList());
            }
        }
    }

    /** Whether the final state is a pair of identical particles. */
    static boolean identical(Scenario scenario) {
        return scenario.finalState() instanceof FinalState.Pair pair && pair.identical();
    }

    static boolean isSingle(Scenario scenario) {
        return scenario.finalState() instanceof FinalState.Single;
    }

    /** Whether couplings {@code a} and {@code b} meet in a set of slots, without which they cannot interfere. */
    boolean meet(int a, int b) {
        return fills(natural[a]) && fills(natural[b]) || fills(axial[a]) && fills(axial[b]);
    }

    Slots natural(Complex... values) {
        return slots(natural, mixing::natural, values);
    }

    Slots axial(Complex... values) {
        return slots(axial, mixing::axial, values);
    }

    /** Whether any of {@code values} reaches a natural-parity slot. */
    boolean reachesNatural(Complex... values) {
        return reaches(natural, values);
    }

    /** Whether any of {@code values} reaches an axial slot. */
    boolean reachesAxial(Complex... values) {
        return reaches(axial, values);
    }

    private static boolean reaches(double[][] set, Complex[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i].norm() > 0 && fills(set[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean fills(double[] row) {
        for (double weight : row) {
            if (weight != 0) {
                return true;
            }
        }
        return false;
    }

    private interface Signs {
        int of(int coupling, Slot slot);
    }

    private Slots slots(double[][] set, Signs signs, Complex[] values) {
        Slots.Builder builder = Slots.builder();
        for (int i = 0; i < values.length; i++) {
            for (Slot slot : SLOTS) {
                double weight = set[i][slot.ordinal()];
                if (weight != 0 && values[i].norm() > 0) {
                    Complex value = mixing.isOn() ? part.of(values[i], signs.of(i, slot)) : values[i];
                    builder.add(slot, couplings.get(i).bilinear(), value.times(weight));
                }
            }
        }
        return builder.build();
    }
}
