package emiss.app.study;

import emiss.analysis.Theory;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.physics.WcxfCoefficients;
import java.util.Map;
import java.util.Optional;

/**
 * Values of the couplings of a scenario.
 *
 * @param given the values by name; none with a file
 * @param file new physics of a WCxf file, to which the Standard Model is added; empty if the values are given
 */
public record CouplingValues(Map<String, Complex> given, Optional<WcxfCoefficients> file) {
    /** The values with these theory inputs. */
    public Map<String, Complex> in(Theory theory, Scenario scenario) {
        return file.map(coefficients -> theory.point(scenario, coefficients)).orElse(given);
    }
}
