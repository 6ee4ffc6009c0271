package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.SpectrumTable.Curve;
import java.util.List;
import java.util.TreeSet;

/**
 * A tabulated spectrum in q2 at one mass; immutable. Linear in q2 between points, for the longitudinal part too; between two masses
 * linear in mass at equal fractions of the way from one end of the spectrum to the other.
 */
final class TabulatedCurve {
    /** No rate at all. */
    static final TabulatedCurve NOTHING = new TabulatedCurve(new double[0], new double[0], new double[0]);

    private final double[] q2;
    private final double[] density;
    /** The longitudinal part of the density; empty if it is not known. */
    private final double[] longitudinal;

    private TabulatedCurve(double[] q2, double[] density, double[] longitudinal) {
        this.q2 = q2;
        this.density = density;
        this.longitudinal = longitudinal;
    }

    /**
     * The curve at a mass.
     *
     * @param mass mass [GeV], within those of the table
     * @param masses the masses of the table [GeV], ascending
     * @param curves one per mass
     */
    static TabulatedCurve at(double mass, DoubleVector masses, List<Curve> curves) {
        int last = masses.size() - 1;
        if (!(mass >= masses.at(0) && mass <= masses.at(last))) {
            throw new IllegalArgumentException("the mass is " + mass + " GeV, expected within the table, "
                    + masses.at(0) + " to " + masses.at(last));
        }
        int i = 0;
        while (i < last && masses.at(i + 1) <= mass) {
            i++;
        }
        TabulatedCurve lower = of(curves.get(i));
        return masses.at(i) == mass
                ? lower
                : lower.towards(of(curves.get(i + 1)), (mass - masses.at(i)) / (masses.at(i + 1) - masses.at(i)));
    }

    private static TabulatedCurve of(Curve curve) {
        double[] q2 = curve.q2().toArray();
        double[] density = curve.dBdq2().toArray();
        double[] longitudinal = curve.longitudinalFraction().toArray();
        for (int i = 0; i < longitudinal.length; i++) {
            longitudinal[i] *= density[i];
        }
        return new TabulatedCurve(q2, density, longitudinal);
    }

    /** What lies between this curve and another one, so that integrals are linear in {@code share}. */
    private TabulatedCurve towards(TabulatedCurve other, double share) {
        TreeSet<Double> fractions = new TreeSet<>();
        addFractions(fractions);
        other.addFractions(fractions);
        boolean hasHelicity = longitudinal.length > 0 && other.longitudinal.length > 0;
        double low = q2[0] + share * (other.q2[0] - q2[0]);
        double width = (1 - share) * width() + share * other.width();
        double[] newQ2 = new double[fractions.size()];
        double[] newDensity = new double[fractions.size()];
        double[] newLongitudinal = new double[hasHelicity ? fractions.size() : 0];
        int i = 0;
        for (double fraction : fractions) {
            double here = (1 - share) * width() / width;
            double there = share * other.width() / width;
            double atThis = q2[0] + fraction * width();
            double atOther = other.q2[0] + fraction * other.width();
            newQ2[i] = low + fraction * width;
            newDensity[i] = here * value(density, atThis) + there * other.value(other.density, atOther);
            if (hasHelicity) {
                newLongitudinal[i] =
                        here * value(longitudinal, atThis) + there * other.value(other.longitudinal, atOther);
            }
            i++;
        }
        return new TabulatedCurve(newQ2, newDensity, newLongitudinal);
    }

    private void addFractions(TreeSet<Double> fractions) {
        for (int i = 0; i < q2.length; i++) {
            fractions.add(i == q2.length - 1 ? 1 : (q2[i] - q2[0]) / width());
        }
    }

    private double width() {
        return q2[q2.length - 1] - q2[0];
    }

    /** The smallest q2 [GeV^2]; 0 if there is no rate. */
    double q2Min() {
        return q2.length == 0 ? 0 : q2[0];
    }

    /** The largest q2 [GeV^2]; 0 if there is no rate. */
    double q2Max() {
        return q2.length == 0 ? 0 : q2[q2.length - 1];
    }

    boolean hasHelicity() {
        return longitudinal.length > 0;
    }

    /** dB/dq2 at {@code at} [GeV^2]. */
    double density(double at, Helicity helicity) {
        return q2.length == 0 || at < q2[0] || at > q2[q2.length - 1] ? 0 : value(values(helicity), at);
    }

    /** The integral from {@code from} to {@code to} [GeV^2]. */
    double integral(double from, double to, Helicity helicity) {
        double[] values = values(helicity);
        double sum = 0;
        for (int i = 1; i < q2.length; i++) {
            double low = Math.max(from, q2[i - 1]);
            double high = Math.min(to, q2[i]);
            if (high > low) {
                sum += 0.5 * (value(values, low, i) + value(values, high, i)) * (high - low);
            }
        }
        return sum;
    }

    private double[] values(Helicity helicity) {
        if (helicity == Helicity.TOTAL || q2.length == 0) {
            return density;
        }
        if (longitudinal.length == 0) {
            throw new IllegalArgumentException("the table has no longitudinal fraction");
        }
        if (helicity == Helicity.LONGITUDINAL) {
            return longitudinal;
        }
        double[] transverse = density.clone();
        for (int i = 0; i < transverse.length; i++) {
            transverse[i] = Math.max(0, transverse[i] - longitudinal[i]);
        }
        return transverse;
    }

    private double value(double[] values, double at) {
        int i = 1;
        while (i < q2.length - 1 && q2[i] < at) {
            i++;
        }
        return value(values, at, i);
    }

    /** Linear between points i - 1 and i. */
    private double value(double[] values, double at, int i) {
        double share = (at - q2[i - 1]) / (q2[i] - q2[i - 1]);
        return values[i - 1] + share * (values[i] - values[i - 1]);
    }
}
