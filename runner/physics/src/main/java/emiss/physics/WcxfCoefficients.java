package emiss.physics;

import emiss.api.decay.SmInputs;
import emiss.api.scenario.Complex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Coefficients of b -> s nu nubar in the conventions of WCxf files (arXiv:1712.05298): eft WET, basis flavio, sector sbnunu,
 * new physics only. They multiply (4 G_F/sqrt2) V_tb V_ts* e^2/(16 pi^2) (sbar gamma^mu P b)(nubar gamma_mu (1 - gamma5) nu) in
 * the Lagrangian, while the couplings here multiply a Hamiltonian: there is a minus sign. V_tb V_ts* is that of the
 * Standard-Model amplitude, and e that at the scale of the file.
 *
 * @param values the coefficients by name, for example {@code CL_bsnuenumu}
 */
public record WcxfCoefficients(Map<String, Complex> values) {
    /** The scale at which files give them [GeV]. */
    public static final double SCALE = 4.8;

    private static final List<String> FLAVOURS = List.of("e", "mu", "tau");

    /** The couplings that files may give. */
    public static final List<String> COUPLINGS = Stream.of("CVL_", "CVR_")
            .flatMap(current ->
                    FLAVOURS.stream().flatMap(first -> FLAVOURS.stream().map(second -> current + first + second)))
            .toList();

    private static final Pattern NAME = Pattern.compile("C([LR])_bsnu(e|mu|tau)nu(e|mu|tau)");

    /**
     * Checks the names.
     *
     * @param values the coefficients by name, for example {@code CL_bsnuenumu}
     */
    public WcxfCoefficients {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        values.keySet().forEach(name -> {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "the coefficient is " + name + ", expected for example CL_bsnuenumu");
            }
        });
    }

    /**
     * {@return whether a coefficient of a file is one of these}
     *
     * @param name name of a coefficient
     */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * {@return the contributions to couplings, CVL_ij = -(133/A) CL_bsnuinuj and CVR_ij likewise, with A = 1/alpha_e at the scale
     * of the file and 133 the convention of the couplings; to be added to those of the Standard Model}
     *
     * @param inputs the two alpha_e
     */
    public Map<String, Complex> couplings(SmInputs inputs) {
        double factor = -inputs.inverseAlphaWeakEffective().value()
                / inputs.inverseAlphaBottom().value();
        Map<String, Complex> couplings = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Matcher parts = NAME.matcher(name);
            if (parts.matches()) {
                couplings.put("CV" + parts.group(1) + "_" + parts.group(2) + parts.group(3), value.times(factor));
            }
        });
        return couplings;
    }
}
