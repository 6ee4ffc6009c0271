package emiss.results;

import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A coupling, or the real or imaginary part of one that is complex, with its interval.
 *
 * @param coupling name of the coupling
 * @param isImaginary whether it is the imaginary part
 * @param value the value
 * @param interval68 its interval; open if it has none
 */
public record CouplingPart(String coupling, boolean isImaginary, double value, Interval interval68) {
    private static final String IMAGINARY = "Im ";

    /** {@return the name that results have for it: {@code hV}, {@code Im hV}} */
    public String name() {
        return isImaginary ? imaginary(coupling) : coupling;
    }

    /**
     * {@return what results call the imaginary part of a coupling}
     *
     * @param coupling name of the coupling
     */
    public static String imaginary(String coupling) {
        return IMAGINARY + coupling;
    }

    /**
     * {@return the coupling that a name in results is about}
     *
     * @param name name of a coupling, or of its imaginary part
     */
    public static String couplingOf(String name) {
        return name.startsWith(IMAGINARY) ? name.substring(IMAGINARY.length()) : name;
    }

    /**
     * {@return the parts of couplings: imaginary ones where they are not zero or have an interval}
     *
     * @param couplings values by name
     * @param intervals68 intervals by name; those of imaginary parts by theirs
     */
    public static List<CouplingPart> of(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        List<CouplingPart> parts = new ArrayList<>();
        couplings.forEach((name, value) -> {
            parts.add(new CouplingPart(name, false, value.re(), intervals68.getOrDefault(name, Interval.OPEN)));
            Interval imaginary = intervals68.get(imaginary(name));
            if (value.im() != 0 || imaginary != null) {
                parts.add(new CouplingPart(name, true, value.im(), imaginary == null ? Interval.OPEN : imaginary));
            }
        });
        return parts;
    }
}
