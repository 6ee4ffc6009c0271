package emiss.physics;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import java.util.List;

/** Fills the slots of a scenario from couplings: normalisations, equation-of-motion factors, quark currents. */
final class SlotMap {
    private static final Slot[] SLOTS = Slot.values();

    private final List<Coupling> couplings;
    private final double[][] natural;
    private final double[][] axial;

    SlotMap(HadronicTransition transition, List<Coupling> couplings, double lambda) {
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
        return slots(natural, values);
    }

    Slots axial(Complex... values) {
        return slots(axial, values);
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

    private Slots slots(double[][] set, Complex[] values) {
        Slots.Builder builder = Slots.builder();
        for (int i = 0; i < values.length; i++) {
            for (Slot slot : SLOTS) {
                double weight = set[i][slot.ordinal()];
                if (weight != 0 && values[i].norm() > 0) {
                    builder.add(slot, couplings.get(i).bilinear(), values[i].times(weight));
                }
            }
        }
        return builder.build();
    }
}
