package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.physics.BreitWigner;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.physics.HadronicTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A spectrum in q2 with the band of its form factors: the standard deviations of their independent variations, in quadrature.
 *
 * @param q2 the middles of equal steps over the whole range [GeV^2]
 * @param value dB/dq2 [GeV^-2], or 1/B dB/dq2
 * @param low value - error, at least 0
 * @param high value + error
 */
public record SpectrumBand(DoubleVector q2, DoubleVector value, DoubleVector low, DoubleVector high) {
    /**
     * The spectrum of a candidate in a transition with a continuum.
     *
     * @param values the couplings of the scenario; all that are not named are zero
     * @param points how many steps there are
     * @param normalised whether each spectrum is divided by its integral
     */
    public static SpectrumBand of(
            Candidate candidate,
            HadronicTransition hadronic,
            Map<String, Complex> values,
            int points,
            boolean normalised) {
        Decay decay = new Decay(candidate, hadronic);
        DoubleVector q2 = DoubleVector.generate(
                points, i -> decay.q2Min() + (decay.q2Max() - decay.q2Min()) * (i + 0.5) / points);
        List<HadronicTransition> transitions = new ArrayList<>(List.of(hadronic));
        hadronic.formFactors()
                .variations()
                .forEach(formFactors ->
                        transitions.add(new HadronicTransition(hadronic.transition(), formFactors, hadronic.inputs())
                                .withMixing(hadronic.mixing())));
        double[] norms = transitions.stream()
                .mapToDouble(transition -> normalised ? norm(new Decay(candidate, transition), candidate, values) : 1)
                .toArray();
        double[] central = new double[points];
        double[] variance = new double[points];
        for (int i = 0; i < points; i++) {
            double[] all = decay.differentialBranchingFractions(values, q2.at(i), transitions);
            for (int k = 0; k < all.length; k++) {
                all[k] = norms[k] > 0 ? all[k] / norms[k] : 0;
            }
            central[i] = all[0];
            for (int k = 1; k < all.length; k += 2) {
                double half = 0.5 * (all[k] - all[k + 1]);
                variance[i] += half * half;
            }
        }
        return new SpectrumBand(
                q2,
                DoubleVector.of(central),
                DoubleVector.generate(points, i -> Math.max(0, central[i] - Math.sqrt(variance[i]))),
                DoubleVector.generate(points, i -> central[i] + Math.sqrt(variance[i])));
    }

    /** The branching fraction that the spectrum has: of a particle with a width, what is not cut off. */
    private static double norm(Decay decay, Candidate candidate, Map<String, Complex> values) {
        double inside = candidate.width() > 0
                ? new BreitWigner(candidate.mass(), candidate.width()).fraction(decay.q2Min(), decay.q2Max())
                : 1;
        return decay.branchingFraction(values) * inside;
    }
}
