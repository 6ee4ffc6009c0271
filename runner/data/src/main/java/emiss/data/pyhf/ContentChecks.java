package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;

/** What the contents of all HistFactory documents must be. */
final class ContentChecks {
    private ContentChecks() {}

    /**
     * Reports every number below 0.
     *
     * @param key the field that has the numbers
     * @param what what one of them is, in a message
     */
    static void notNegative(ObjectDecoder decoder, String key, DoubleVector numbers, String what, Problems problems) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.at(i) < 0) {
                problems.add(
                        decoder.location(key),
                        "item " + (i + 1) + " of \"" + key + "\" is " + numbers.at(i) + ", expected " + what + " >= 0");
            }
        }
    }

    /** An end of a normsys; a problem if it is not above 0. */
    static DoubleVector factor(ObjectDecoder data, String key, Problems problems) {
        double factor = data.number(key);
        if (data.has(key) && !(factor > 0)) {
            problems.add(data.location(key), "\"" + key + "\" is " + factor + ", expected a factor > 0");
        }
        return DoubleVector.of(factor);
    }
}
