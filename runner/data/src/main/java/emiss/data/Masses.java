package emiss.data;

import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;

/** Masses of hadrons, quarks and poles in documents, in GeV. */
final class Masses {
    /** Heavier than anything with a b quark; a larger number is in MeV [GeV]. */
    static final double HEAVIEST = 100;

    private Masses() {}

    /** A required mass [GeV]; a problem if it is not above 0, or looks like one in MeV. */
    static double read(ObjectDecoder decoder, String key, Problems problems) {
        int before = problems.count();
        double mass = decoder.number(key);
        if (problems.count() == before && !(mass > 0)) {
            problems.add(decoder.location(key), "\"" + key + "\" is " + mass + ", expected > 0");
        } else if (mass > HEAVIEST) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" is " + mass + " GeV, expected at most " + HEAVIEST + "; is it in MeV?");
        }
        return mass;
    }
}
