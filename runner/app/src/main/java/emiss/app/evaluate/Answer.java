package emiss.app.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be asked about a point. */
public enum Answer {
    /** t and -2 ln L. */
    T("t"),
    /** t of every experiment alone. */
    PER_EXPERIMENT("perExperiment"),
    /** The derivatives of t. */
    GRADIENT("gradient"),
    /** The log-pdf with all constants. */
    LOGPDF("logpdf"),
    /** Events in the bins of the data. */
    EVENTS("events"),
    /** Spectra in q2 with their bands. */
    SPECTRUM("spectrum"),
    /** Branching fractions and longitudinal fractions, and what was measured. */
    BRANCHING_FRACTIONS("branchingFractions"),
    /** The fitted nuisance parameters. */
    NUISANCES("nuisances");

    private final String text;

    Answer(String text) {
        this.text = text;
    }

    /** What requests and answers call it. */
    public String text() {
        return text;
    }

    /** All by what requests call them. */
    static Map<String, Answer> byText() {
        Map<String, Answer> all = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(answer -> all.put(answer.text, answer));
        return all;
    }
}
