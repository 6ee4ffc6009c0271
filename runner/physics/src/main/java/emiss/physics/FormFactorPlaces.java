package emiss.physics;

import emiss.api.decay.Daughter;
import java.util.List;

/** Form factors by number: where each stands in {@link Daughter#formFactors()}. */
final class FormFactorPlaces {
    private FormFactorPlaces() {}

    /** Of {@link Daughter#PSEUDOSCALAR}. */
    static final class Pseudoscalar {
        static final int F_PLUS = place(Daughter.PSEUDOSCALAR, "f+");
        static final int F_0 = place(Daughter.PSEUDOSCALAR, "f0");
        static final int F_T = place(Daughter.PSEUDOSCALAR, "fT");

        private Pseudoscalar() {}
    }

    /** Of {@link Daughter#VECTOR}. */
    static final class Vector {
        static final int A0 = place(Daughter.VECTOR, "A0");
        static final int A1 = place(Daughter.VECTOR, "A1");
        static final int A12 = place(Daughter.VECTOR, "A12");
        static final int V = place(Daughter.VECTOR, "V");
        static final int T1 = place(Daughter.VECTOR, "T1");
        static final int T2 = place(Daughter.VECTOR, "T2");
        static final int T23 = place(Daughter.VECTOR, "T23");

        private Vector() {}
    }

    /** Of {@link Daughter#BARYON}. */
    static final class Baryon {
        static final int F_0 = place(Daughter.BARYON, "f0");
        static final int F_PLUS = place(Daughter.BARYON, "f+");
        static final int F_PERP = place(Daughter.BARYON, "fperp");
        static final int G_0 = place(Daughter.BARYON, "g0");
        static final int G_PLUS = place(Daughter.BARYON, "g+");
        static final int G_PERP = place(Daughter.BARYON, "gperp");
        static final int H_PLUS = place(Daughter.BARYON, "h+");
        static final int H_PERP = place(Daughter.BARYON, "hperp");
        static final int HT_PLUS = place(Daughter.BARYON, "ht+");
        static final int HT_PERP = place(Daughter.BARYON, "htperp");

        private Baryon() {}
    }

    private static int place(Daughter daughter, String name) {
        return daughter.formFactors().indexOf(name);
    }

    /** The values at {@code q2} [GeV^2] of form factors of a process with that kind of daughter, each in its place. */
    static double[] values(FormFactors formFactors, Daughter daughter, double q2) {
        List<String> places = daughter.formFactors();
        double[] values = formFactors.values(q2);
        if (formFactors.names().equals(places)) {
            return values;
        }
        return places.stream()
                .mapToDouble(name -> values[formFactors.names().indexOf(name)])
                .toArray();
    }
}
