package emiss.api.scenario;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Spectra of the invisible mass that somebody has computed, in place of a scenario: cascades, unequal masses, mediators off their
 * mass shell. All are relative to one branching fraction, that of the first transition.
 */
public sealed interface SpectrumTable {
    /** {@return the name in results} */
    String id();

    /** {@return what the table is} */
    String title();

    /** {@return where the numbers come from} */
    Provenance provenance();

    /** {@return ids of the transitions that the table knows, the one that it is normalised to first} */
    List<String> transitions();

    /**
     * A spectrum in q2 for one mass or several.
     *
     * @param id the name in results
     * @param title what the table is
     * @param provenance where the numbers come from
     * @param masses masses [GeV], ascending
     * @param curves by transition, the one that they are normalised to first; one curve per mass
     */
    record Continuum(
            String id, String title, Provenance provenance, DoubleVector masses, Map<String, List<Curve>> curves)
            implements SpectrumTable {
        /** How much the integral of the first transition may differ from 1. */
        public static final double NORMALISATION = 1e-3;

        /**
         * Checks masses and sizes, and that the first transition is normalised.
         *
         * @param id the name in results
         * @param title what the table is
         * @param provenance where the numbers come from
         * @param masses masses [GeV], ascending
         * @param curves by transition, the one that they are normalised to first; one curve per mass
         */
        public Continuum {
            curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
            if (masses.size() == 0 || curves.isEmpty()) {
                throw new IllegalArgumentException("the table has " + masses.size() + " masses and " + curves.size()
                        + " transitions, expected at least one of each");
            }
            for (int i = 0; i < masses.size(); i++) {
                if (!(masses.at(i) >= 0) || i > 0 && !(masses.at(i) > masses.at(i - 1))) {
                    throw new IllegalArgumentException(
                            "the masses are " + masses + ", expected ascending numbers >= 0");
                }
            }
            for (Map.Entry<String, List<Curve>> entry : curves.entrySet()) {
                if (entry.getValue().size() != masses.size()) {
                    throw new IllegalArgumentException(entry.getKey() + " has "
                            + entry.getValue().size() + " curves, expected " + masses.size() + ", one per mass");
                }
            }
            Map.Entry<String, List<Curve>> first = curves.entrySet().iterator().next();
            for (int i = 0; i < masses.size(); i++) {
                double integral = first.getValue().get(i).integral();
                if (!(Math.abs(integral - 1) <= NORMALISATION)) {
                    throw new IllegalArgumentException("the integral of " + first.getKey() + " at " + masses.at(i)
                            + " GeV is " + integral + ", expected 1, because all is relative to it");
                }
            }
        }

        @Override
        public List<String> transitions() {
            return List.copyOf(curves.keySet());
        }
    }

    /**
     * A spectrum at one mass, linear between its points and zero outside.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2], ascending
     * @param dBdq2 branching fraction per q2 [GeV^-2], relative to that of the first transition
     * @param longitudinalFraction part of it with a visible hadron of helicity 0; empty if it is not known
     */
    record Curve(DoubleVector q2, DoubleVector dBdq2, DoubleVector longitudinalFraction) {
        /**
         * Checks sizes and signs.
         *
         * @param q2 invariant mass squared of the invisible system [GeV^2], ascending
         * @param dBdq2 branching fraction per q2 [GeV^-2], relative to that of the first transition
         * @param longitudinalFraction part of it with a visible hadron of helicity 0; empty if it is not known
         */
        public Curve {
            if (q2.size() < 2 || dBdq2.size() != q2.size()) {
                throw new IllegalArgumentException("a curve has " + q2.size() + " values of q2 and " + dBdq2.size()
                        + " of dBdq2, expected at least 2, as many of each");
            }
            if (longitudinalFraction.size() != 0 && longitudinalFraction.size() != q2.size()) {
                throw new IllegalArgumentException("a curve has " + q2.size() + " values of q2 and "
                        + longitudinalFraction.size() + " of the longitudinal fraction, expected as many");
            }
            for (int i = 0; i < q2.size(); i++) {
                if (!(q2.at(i) >= 0) || i > 0 && !(q2.at(i) > q2.at(i - 1))) {
                    throw new IllegalArgumentException("q2 is " + q2.at(i) + " GeV^2, expected ascending numbers >= 0");
                }
                if (!(dBdq2.at(i) >= 0) || Double.isInfinite(dBdq2.at(i))) {
                    throw new IllegalArgumentException("dBdq2 is " + dBdq2.at(i) + ", expected a finite number >= 0");
                }
            }
            for (int i = 0; i < longitudinalFraction.size(); i++) {
                checkFraction(longitudinalFraction.at(i));
            }
        }

        /** {@return the integral over q2} */
        public double integral() {
            double sum = 0;
            for (int i = 1; i < q2.size(); i++) {
                sum += 0.5 * (dBdq2.at(i) + dBdq2.at(i - 1)) * (q2.at(i) - q2.at(i - 1));
            }
            return sum;
        }

        /** {@return whether the helicity of the visible hadron is known} */
        public boolean hasHelicity() {
            return longitudinalFraction.size() > 0;
        }
    }

    /**
     * A narrow particle, all of it at one q2.
     *
     * @param id the name in results
     * @param title what the table is
     * @param provenance where the numbers come from
     * @param q2 where the line is [GeV^2]
     * @param rates by transition, the one that they are relative to first
     */
    record Line(String id, String title, Provenance provenance, double q2, Map<String, Rate> rates)
            implements SpectrumTable {
        /**
         * Checks that the line is somewhere and that the first transition has ratio 1.
         *
         * @param id the name in results
         * @param title what the table is
         * @param provenance where the numbers come from
         * @param q2 where the line is [GeV^2]
         * @param rates by transition, the one that they are relative to first
         */
        public Line {
            rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
            if (!(q2 >= 0) || Double.isInfinite(q2)) {
                throw new IllegalArgumentException("q2 is " + q2 + " GeV^2, expected a finite number >= 0");
            }
            if (rates.isEmpty()) {
                throw new IllegalArgumentException("the table has no transition, expected at least one");
            }
            Map.Entry<String, Rate> first = rates.entrySet().iterator().next();
            if (first.getValue().ratio != 1) {
                throw new IllegalArgumentException("the ratio of " + first.getKey() + " is " + first.getValue().ratio
                        + ", expected 1, because all is relative to it");
            }
        }

        @Override
        public List<String> transitions() {
            return List.copyOf(rates.keySet());
        }
    }

    /**
     * A transition into a narrow particle.
     *
     * @param ratio branching fraction over that of the first transition
     * @param longitudinalFraction part of it with a visible hadron of helicity 0; empty if it is not known
     */
    record Rate(double ratio, OptionalDouble longitudinalFraction) {
        /**
         * Checks the numbers.
         *
         * @param ratio branching fraction over that of the first transition
         * @param longitudinalFraction part of it with a visible hadron of helicity 0; empty if it is not known
         */
        public Rate {
            if (!(ratio >= 0) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException("a ratio is " + ratio + ", expected a finite number >= 0");
            }
            longitudinalFraction.ifPresent(SpectrumTable::checkFraction);
        }
    }

    private static void checkFraction(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a longitudinal fraction is " + fraction + ", expected between 0 and 1");
        }
    }
}
