package emiss.app.study;

import emiss.analysis.Theory;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.physics.Candidate;
import emiss.physics.WcxfCoefficients;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of the couplings of a scenario, or of variables of another basis.
 *
 * @param given the values by name; none with a file
 * @param basis the variables; none if the values are those of couplings
 * @param file new physics of a WCxf file, to which the Standard Model is added; empty if the values are given
 */
public record CouplingValues(Map<String, Complex> given, List<Basis.Variable> basis, Optional<WcxfCoefficients> file) {
    /** Copies the list. */
    public CouplingValues {
        basis = List.copyOf(basis);
    }

    /** Values of couplings. */
    public CouplingValues(Map<String, Complex> given, Optional<WcxfCoefficients> file) {
        this(given, List.of(), file);
    }

    /** The couplings of a candidate with these theory inputs. */
    public Map<String, Complex> in(Theory theory, Candidate candidate) {
        return file.map(coefficients -> theory.point(candidate.scenario(), coefficients))
                .orElseGet(() -> basis.isEmpty() ? given : theory.couplings(candidate, basis, given));
    }
}
