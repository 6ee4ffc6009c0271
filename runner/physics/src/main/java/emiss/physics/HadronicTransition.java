package emiss.physics;

import emiss.api.decay.Daughter;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.physics.FormFactorPlaces.Baryon;
import emiss.physics.FormFactorPlaces.Pseudoscalar;
import emiss.physics.FormFactorPlaces.Vector;
import emiss.physics.HadronicWeights.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hadronic side of a decay: helicity amplitudes, equation-of-motion factors and flux; immutable.
 *
 * <p>The rate is dGamma/dq2 = p/(16 pi^2 m_B^2) [H_0^2 R_0 + sum over helicities of (h_V)^2 R_V + 2 h_V h_T Re R_VT + (h_T)^2
 * R_T], averaged over the spin of the parent, with real amplitudes that follow from the form-factor definitions: for mesons
 * those of arXiv:2403.13887 App. C, whose eq. (C5) is taken with the opposite overall sign, which is what positive V and T_1
 * require; for baryons the helicity form factors of arXiv:1111.1844 with the names of arXiv:1602.01399. p is the momentum of
 * the visible hadron in the rest frame of the parent.
 */
public final class HadronicTransition {
    private final Transition transition;
    private final @Nullable FormFactors formFactors;
    private final SmInputs inputs;
    private final double mixing;

    /**
     * A transition to a visible hadron; the form factors must be those of its process.
     *
     * @param transition the decay mode
     * @param formFactors form factors of its process
     * @param inputs quark masses and constants
     */
    public HadronicTransition(Transition transition, FormFactors formFactors, SmInputs inputs) {
        if (transition.daughter() == Daughter.NONE) {
            throw new IllegalArgumentException(transition.id()
                    + " has no visible hadron and no form factors; use HadronicTransition.annihilation");
        }
        if (!transition.process().equals(formFactors.process())) {
            throw new IllegalArgumentException("the form-factor set " + formFactors.id() + " is for "
                    + formFactors.process() + ", expected " + transition.process() + " as for " + transition.id());
        }
        List<String> needed = transition.daughter().formFactors();
        if (!formFactors.names().containsAll(needed)) {
            throw new IllegalArgumentException("the form-factor set " + formFactors.id() + " has " + formFactors.names()
                    + ", expected " + needed + " for " + transition.id());
        }
        this.transition = transition;
        this.formFactors = formFactors;
        this.inputs = inputs;
        this.mixing = 0;
    }

    private HadronicTransition(
            Transition transition, @Nullable FormFactors formFactors, SmInputs inputs, double mixing) {
        this.transition = transition;
        this.formFactors = formFactors;
        this.inputs = inputs;
        this.mixing = mixing;
    }

    /**
     * {@return the annihilation of the parent into the invisible system, with the decay constant f_Bs of {@code
     * inputs}}
     *
     * @param transition the decay mode
     * @param inputs decay constant, quark masses and other constants
     */
    public static HadronicTransition annihilation(Transition transition, SmInputs inputs) {
        if (transition.daughter() != Daughter.NONE) {
            throw new IllegalArgumentException(transition.id() + " has a visible hadron of mass "
                    + transition.daughterMass() + " GeV, expected none");
        }
        return new HadronicTransition(transition, null, inputs, 0);
    }

    /**
     * {@return the same transition with rates that are integrated over time while the parent mixes with its antiparticle,
     * without a tag, in place of rates at t = 0 times the mean lifetime} For real couplings a rate has the factor (1 + sigma
     * ys)/(1 - ys^2), with sigma 1 for a CP-odd final state and -1 for a CP-even one.
     *
     * @param ys half the width difference of the two states over their mean width, 0 to switch it off
     */
    public HadronicTransition withMixing(double ys) {
        if (!(ys >= 0 && ys < 1)) {
            throw new IllegalArgumentException("ys is " + ys + ", expected at least 0 and below 1");
        }
        return new HadronicTransition(transition, formFactors, inputs, ys);
    }

    /** {@return half the width difference of the parent's two states over their mean width; 0 for rates at t = 0} */
    public double mixing() {
        return mixing;
    }

    /** {@return the decay mode} */
    public Transition transition() {
        return transition;
    }

    /** {@return the Standard-Model inputs} */
    public SmInputs inputs() {
        return inputs;
    }

    /** {@return the form factors; not available for an annihilation} */
    public FormFactors formFactors() {
        if (formFactors == null) {
            throw new IllegalStateException(transition.id() + " is an annihilation and has no form factors");
        }
        return formFactors;
    }

    /** {@return whether there is no visible hadron, so that q2 is fixed to the squared mass of the parent} */
    public boolean isAnnihilation() {
        return formFactors == null;
    }

    /** {@return the largest q2 of the invisible system [GeV^2]} */
    public double q2Max() {
        return transition.q2Max();
    }

    /** {@return branching fraction per unit width, tau/hbar [GeV^-1]} */
    public double branchingFractionPerWidth() {
        return transition.parentLifetime() / inputs.hbar().value();
    }

    /**
     * {@return the equation-of-motion factor of slot S in the natural-parity set, 1/(m_b - m_s) [GeV^-1]}
     *
     * <p>From q^mu (sbar gamma_mu b) = (m_b - m_s)(sbar b) between on-shell quarks.
     */
    public double naturalMassFactor() {
        return 1 / (inputs.bQuarkMass().value() - inputs.sQuarkMass().value());
    }

    /**
     * {@return the equation-of-motion factor of slot S in the axial set, -1/(m_b + m_s) [GeV^-1]}
     *
     * <p>From q^mu (sbar gamma_mu gamma5 b) = -(m_b + m_s)(sbar gamma5 b) between on-shell quarks.
     */
    public double axialMassFactor() {
        return -1 / (inputs.bQuarkMass().value() + inputs.sQuarkMass().value());
    }

    /**
     * {@return the momentum of the visible hadron in the rest frame of the parent at {@code q2} [GeV^2], zero beyond the
     * end point [GeV]}
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    public double momentum(double q2) {
        double sum = transition.parentMass() + transition.daughterMass();
        double lambda = (transition.q2Max() - q2) * (sum * sum - q2);
        return Math.sqrt(Math.max(0, lambda)) / (2 * transition.parentMass());
    }

    /**
     * {@return the weights of the spectral functions at {@code q2} [GeV^2]}
     *
     * <p>For an annihilation they give the width itself, not its density in q2, Gamma = m_Bs^3 f_Bs^2 R_0 / 2 with the axial
     * slots, and do not depend on {@code q2}.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    public HadronicWeights at(double q2) {
        return switch (transition.daughter()) {
            case PSEUDOSCALAR -> pseudoscalar(q2, formFactorValues(q2));
            case VECTOR -> vector(q2, formFactorValues(q2));
            case BARYON -> baryon(q2, formFactorValues(q2));
            case NONE -> annihilation();
        };
    }

    private double[] formFactorValues(double q2) {
        return FormFactorPlaces.values(formFactors(), transition.daughter(), q2);
    }

    private HadronicWeights pseudoscalar(double q2, double[] f) {
        double parent = transition.parentMass();
        double daughter = transition.daughterMass();
        double p = momentum(q2);
        double flux = p / (16 * Math.PI * Math.PI * parent * parent);
        double h0 = (parent * parent - daughter * daughter) * f[Pseudoscalar.F_0];
        double kinematics = 2 * parent * p / Math.sqrt(q2);
        double hV = kinematics * f[Pseudoscalar.F_PLUS];
        double hT = kinematics * f[Pseudoscalar.F_T] / (parent + daughter);
        return new HadronicWeights(part(flux, h0, hV, hT), Part.ZERO, Part.ZERO, Part.ZERO);
    }

    private HadronicWeights vector(double q2, double[] f) {
        double parent = transition.parentMass();
        double daughter = transition.daughterMass();
        double sum = parent + daughter;
        double p = momentum(q2);
        double flux = p / (16 * Math.PI * Math.PI * parent * parent);
        double root2 = Math.sqrt(2);
        double perpV = 2 * root2 * parent * p / sum * f[Vector.V];
        double perpT = 2 * root2 * parent * p / q2 * f[Vector.T1];
        double parallelV = root2 * sum * f[Vector.A1];
        double parallelT = -root2 * (parent * parent - daughter * daughter) / q2 * f[Vector.T2];
        double longitudinal = 4 * parent * daughter / Math.sqrt(q2);
        double zeroV = 2 * longitudinal * f[Vector.A12];
        double zeroT = -longitudinal / sum * f[Vector.T23];
        double h0 = 2 * parent * p * f[Vector.A0];
        return new HadronicWeights(
                Part.ZERO,
                part(flux, 0, perpV, perpT),
                part(flux, h0, zeroV, zeroT),
                part(flux, 0, parallelV, parallelT));
    }

    /**
     * Natural-parity and axial currents do not interfere in the unpolarised rate, and both have a spin-0 amplitude and a
     * helicity 0. The squares contain the spin average, those of helicity +-1 both signs.
     */
    private HadronicWeights baryon(double q2, double[] f) {
        double parent = transition.parentMass();
        double sum = parent + transition.daughterMass();
        double difference = parent - transition.daughterMass();
        double flux = momentum(q2) / (16 * Math.PI * Math.PI * parent * parent);
        double rootPlus = Math.sqrt(sum * sum - q2);
        double rootMinus = Math.sqrt(Math.max(0, transition.q2Max() - q2));
        double rootQ2 = Math.sqrt(q2);
        double root2 = Math.sqrt(2);
        return new HadronicWeights(
                part(
                        flux,
                        difference * rootPlus * f[Baryon.F_0],
                        sum * rootMinus / rootQ2 * f[Baryon.F_PLUS],
                        rootMinus / rootQ2 * f[Baryon.H_PLUS]),
                part(flux, 0, root2 * rootMinus * f[Baryon.F_PERP], root2 * rootMinus * sum / q2 * f[Baryon.H_PERP]),
                part(
                        flux,
                        sum * rootMinus * f[Baryon.G_0],
                        difference * rootPlus / rootQ2 * f[Baryon.G_PLUS],
                        -rootPlus / rootQ2 * f[Baryon.HT_PLUS]),
                part(
                        flux,
                        0,
                        root2 * rootPlus * f[Baryon.G_PERP],
                        -root2 * rootPlus * difference / q2 * f[Baryon.HT_PERP]));
    }

    private HadronicWeights annihilation() {
        double mass = transition.parentMass();
        double decayConstant = inputs.bsDecayConstant().value();
        Part spinZero = new Part(mass * mass * mass * decayConstant * decayConstant / 2, 0, 0, 0);
        return new HadronicWeights(Part.ZERO, Part.ZERO, spinZero, Part.ZERO);
    }

    private static Part part(double flux, double h0, double hV, double hT) {
        return new Part(flux * h0 * h0, flux * hV * hV, flux * 2 * hV * hT, flux * hT * hT);
    }
}
