package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.SmInputs;
import emiss.physics.FormFactorPlaces.Baryon;
import emiss.physics.FormFactorPlaces.Pseudoscalar;
import emiss.physics.FormFactorPlaces.Vector;

/**
 * The Standard-Model prediction of b -> s nu nubar decays, such as B -> K(*) nu nubar or Lambda_b -> Lambda nu nubar, three
 * flavours summed, without the long-distance part of B+ -> tau nu.
 *
 * <p>dGamma/dq2 = G_F^2 alpha^2 |lambda_t|^2 X_t^2 / (32 pi^5 s_w^4) p q2 f^2, arXiv:2403.13887 eqs. (B20) to (B22) with one
 * power of p. Massless neutrinos of one helicity cannot come from Bs: that rate is zero.
 */
public final class StandardModel {
    private final SmInputs inputs;

    /**
     * The prediction for {@code inputs}.
     *
     * @param inputs the Standard-Model inputs
     */
    public StandardModel(SmInputs inputs) {
        this.inputs = inputs;
    }

    /**
     * {@return 4 G_F |lambda_t| alpha_e/(2 pi), the normalisation of the b -> s nu nubar coefficients of
     * arXiv:2111.04327 [GeV^-2]}
     */
    public double weakEffectiveFactor() {
        return 4
                * inputs.fermiConstant().value()
                * inputs.lambdaT().value()
                / (inputs.inverseAlphaWeakEffective().value() * 2 * Math.PI);
    }

    /**
     * {@return the coefficient CVL of the Standard Model in that normalisation, X_t/s_w^2 times the ratio of the two
     * alpha}
     */
    public double cvl() {
        return inputs.topLoop().value()
                / inputs.sin2ThetaW().value()
                * inputs.inverseAlphaWeakEffective().value()
                / inputs.inverseAlpha().value();
    }

    /**
     * {@return dGamma/dq2 at {@code q2} [GeV^2], zero outside the kinematic range [GeV^-1]}
     *
     * @param transition the decay mode
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param helicity the part of the rate
     */
    public double differentialWidth(HadronicTransition transition, double q2, Helicity helicity) {
        if (transition.isAnnihilation() || !(q2 >= 0) || q2 > transition.q2Max()) {
            return 0;
        }
        return differentialWidth(widthFactor(), transition, transition.formFactors(), q2, helicity);
    }

    private static double differentialWidth(
            double factor, HadronicTransition transition, FormFactors formFactors, double q2, Helicity helicity) {
        double[] values =
                FormFactorPlaces.values(formFactors, transition.transition().daughter(), q2);
        return factor * transition.momentum(q2) * q2TimesFormFactor(transition, values, q2, helicity);
    }

    /** What all widths have in common [GeV^-4]. */
    private double widthFactor() {
        double amplitude = inputs.fermiConstant().value()
                * inputs.lambdaT().value()
                * inputs.topLoop().value()
                / (inputs.inverseAlpha().value() * inputs.sin2ThetaW().value());
        double pi5 = Math.pow(Math.PI, 5);
        return amplitude * amplitude / (32 * pi5);
    }

    /**
     * {@return dB/dq2 at {@code q2} [GeV^2], zero outside the kinematic range [GeV^-2]}
     *
     * @param transition the decay mode
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    public double differentialBranchingFraction(HadronicTransition transition, double q2) {
        return differentialWidth(transition, q2, Helicity.TOTAL) * transition.branchingFractionPerWidth();
    }

    /**
     * {@return the branching fraction}
     *
     * @param transition the decay mode
     */
    public double branchingFraction(HadronicTransition transition) {
        return transition.isAnnihilation()
                ? 0
                : branchingFractions(Q2Spectrum.whole(transition, Helicity.TOTAL))
                        .at(0);
    }

    /**
     * {@return the branching fraction in bins with these q2 edges [GeV^2]}
     *
     * @param transition the decay mode
     * @param q2Edges bin edges [GeV^2], ascending
     */
    public DoubleVector branchingFractions(HadronicTransition transition, DoubleVector q2Edges) {
        return branchingFractions(new Q2Spectrum(transition, q2Edges, Helicity.TOTAL));
    }

    /**
     * {@return the branching fraction in the bins of {@code spectrum}, for its transition and helicity}
     *
     * @param spectrum bins, transition and helicity
     */
    public DoubleVector branchingFractions(Q2Spectrum spectrum) {
        return spectrum.transition().isAnnihilation()
                ? DoubleVector.of(new double[spectrum.bins()])
                : branchingFractions(spectrum, spectrum.transition().formFactors());
    }

    /**
     * {@return the branching fraction in the bins of {@code spectrum} with other form factors than its transition has,
     * which must be those of the same process; much faster than a new spectrum}
     *
     * @param spectrum bins, transition and helicity
     * @param formFactors form factors of the process
     */
    public DoubleVector branchingFractions(Q2Spectrum spectrum, FormFactors formFactors) {
        HadronicTransition transition = spectrum.transition();
        if (!transition.transition().process().equals(formFactors.process())) {
            throw new IllegalArgumentException(
                    "the form-factor set " + formFactors.id() + " is for " + formFactors.process() + ", expected "
                            + transition.transition().process());
        }
        double[] result = new double[spectrum.bins()];
        double factor = widthFactor();
        Nodes nodes = spectrum.masslessNodes();
        for (int i = 0; i < nodes.size; i++) {
            if (nodes.bin[i] < result.length) {
                result[nodes.bin[i]] += nodes.measure[i]
                        * transition.branchingFractionPerWidth()
                        * differentialWidth(factor, transition, formFactors, nodes.q2[i], spectrum.helicity());
            }
        }
        return DoubleVector.of(result);
    }

    /** q2 f^2 of the rate [GeV^2]. */
    private static double q2TimesFormFactor(HadronicTransition transition, double[] f, double q2, Helicity helicity) {
        return switch (transition.transition().daughter()) {
            case PSEUDOSCALAR -> {
                double p = transition.momentum(q2);
                double fPlus = f[Pseudoscalar.F_PLUS];
                yield part(helicity, p * p * fPlus * fPlus, 0);
            }
            case VECTOR -> {
                double p = transition.momentum(q2);
                double parent = transition.transition().parentMass();
                double daughter = transition.transition().daughterMass();
                double sum = parent + daughter;
                double v = f[Vector.V] * p / sum;
                double a1 = f[Vector.A1] * sum / parent;
                double a12 = f[Vector.A12] * daughter;
                // where the parent mixes: the vector current leads to CP-odd final states, the axial one to CP-even
                // ones
                double odd = BsMixing.factor(transition.mixing(), 1);
                double even = BsMixing.factor(transition.mixing(), -1);
                yield part(helicity, even * 16 * a12 * a12, q2 * (odd * 2 * v * v + even * a1 * a1 / 2));
            }
            case BARYON -> {
                double parent = transition.transition().parentMass();
                double daughter = transition.transition().daughterMass();
                double sum = parent + daughter;
                double difference = parent - daughter;
                double sPlus = sum * sum - q2;
                double sMinus = transition.q2Max() - q2;
                double fPlus = f[Baryon.F_PLUS] * sum;
                double gPlus = f[Baryon.G_PLUS] * difference;
                double fPerp = f[Baryon.F_PERP];
                double gPerp = f[Baryon.G_PERP];
                double norm = 4 * parent * parent;
                yield part(
                        helicity,
                        (sMinus * fPlus * fPlus + sPlus * gPlus * gPlus) / norm,
                        2 * q2 * (sMinus * fPerp * fPerp + sPlus * gPerp * gPerp) / norm);
            }
            case NONE ->
                throw new IllegalArgumentException(transition.transition().id() + " has no form factors");
        };
    }

    private static double part(Helicity helicity, double longitudinal, double transverse) {
        return switch (helicity) {
            case TOTAL -> longitudinal + transverse;
            case LONGITUDINAL -> longitudinal;
            case TRANSVERSE -> transverse;
        };
    }
}
