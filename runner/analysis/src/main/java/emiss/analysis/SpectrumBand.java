package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.physics.BreitWigner;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
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
        double[] central = spectrum(decay, values, q2, inside(candidate, decay), normalised);
        double[] variance = new double[points];
        List<FormFactors> variations = hadronic.formFactors().variations();
        for (int k = 0; k < variations.size(); k += 2) {
            double[] up = spectrum(
                    varied(candidate, hadronic, variations.get(k)), values, q2, inside(candidate, decay), normalised);
            double[] down = spectrum(
                    varied(candidate, hadronic, variations.get(k + 1)),
                    values,
                    q2,
                    inside(candidate, decay),
                    normalised);
            for (int i = 0; i < points; i++) {
                double half = 0.5 * (up[i] - down[i]);
                variance[i] += half * half;
            }
        }
        return new SpectrumBand(
                q2,
                DoubleVector.of(central),
                DoubleVector.generate(points, i -> Math.max(0, central[i] - Math.sqrt(variance[i]))),
                DoubleVector.generate(points, i -> central[i] + Math.sqrt(variance[i])));
    }

    /** The part of the branching fraction that the spectrum has: of a particle with a width, what is not cut off. */
    private static double inside(Candidate candidate, Decay decay) {
        return candidate.width() > 0
                ? new BreitWigner(candidate.mass(), candidate.width()).fraction(decay.q2Min(), decay.q2Max())
                : 1;
    }

    private static Decay varied(Candidate candidate, HadronicTransition hadronic, FormFactors formFactors) {
        return new Decay(
                candidate,
                new HadronicTransition(hadronic.transition(), formFactors, hadronic.inputs())
                        .withMixing(hadronic.mixing()));
    }

    private static double[] spectrum(
            Decay decay, Map<String, Complex> values, DoubleVector q2, double inside, boolean normalised) {
        double norm = normalised ? decay.branchingFraction(values) * inside : 1;
        double[] spectrum = new double[q2.size()];
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = norm > 0 ? decay.differentialBranchingFraction(values, q2.at(i)) / norm : 0;
        }
        return spectrum;
    }
}
