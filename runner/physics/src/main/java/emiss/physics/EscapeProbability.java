package emiss.physics;

import emiss.api.decay.Transition;
import emiss.api.experiment.Detector;

/**
 * The probability that unstable invisible particles leave a detector unseen; immutable.
 *
 * <p>A particle of mass m and momentum P in the laboratory flies the length L of the detector with probability e = exp(-L m/(P c
 * tau)), and is not seen with f = e + (1 - e) times the fraction of invisible decays. The decaying meson has the boost of the
 * detector and no polarisation, so f is averaged over directions in its rest frame, flat in their cosines; it is the
 * probability that is averaged, not the momentum. Without losses the average is 1 to the last bit.
 *
 * <p>Correlations of the loss with the efficiency are neglected, as is the motion of B mesons in the frame of the Y(4S).
 */
public final class EscapeProbability {
    private static final int SINGLE_NODES = 32;

    /** In each of three angles: 3e-6 or better, also where a particle can come to rest in the laboratory. */
    private static final int PAIR_NODES = 24;

    private static final GaussLegendre SINGLE_RULE = new GaussLegendre(SINGLE_NODES);
    private static final GaussLegendre PAIR_RULE = new GaussLegendre(PAIR_NODES);
    private static final double[] COS_PHI = midpoints();

    private final double parentMass;
    private final double daughterMass;
    private final double boost;
    private final double gamma;
    private final double lengthCm;
    private final double ctauCm;
    private final double darkFraction;

    /**
     * The probability for decays in a transition.
     *
     * @param transition the decay of the meson
     * @param detector where the decays of the invisible particles would be seen
     * @param lifetime how these decay
     */
    public EscapeProbability(Transition transition, Detector detector, Lifetime lifetime) {
        this.parentMass = transition.parentMass();
        this.daughterMass = transition.daughterMass();
        this.boost = detector.boost();
        this.gamma = Math.hypot(1, boost);
        this.lengthCm = detector.lengthCm();
        this.ctauCm = lifetime.ctauCm();
        this.darkFraction = lifetime.darkFraction();
    }

    /**
     * {@return the probability for a single particle, which must be light enough to be produced}
     *
     * @param mass its mass [GeV]; a massless particle does not decay
     */
    public double single(double mass) {
        double energy = (parentMass * parentMass + mass * mass - daughterMass * daughterMass) / (2 * parentMass);
        double momentum = momentum(mass * mass);
        double sum = 0;
        double norm = 0;
        for (int i = 0; i < SINGLE_NODES; i++) {
            double weight = SINGLE_RULE.weight[i];
            double inLaboratory = gamma * energy + boost * momentum * SINGLE_RULE.point[i];
            sum += weight * unseen(mass, inLaboratory);
            norm += weight;
        }
        return sum / norm;
    }

    /**
     * {@return the probability that both particles of a pair are not seen}
     *
     * <p>An approximation: the direction of the pair in the rest frame of the meson and the directions of the particles in the
     * rest frame of the pair are taken flat and uncorrelated. The true distribution of the latter depends on the coupling;
     * for m = 0.5 GeV in Belle II, sin^2 of the angle in place of flat changes the probability by 4 % or less where it is above
     * 0.5 and by up to a quarter where it is near 0.05.
     *
     * @param mass mass of each of the two [GeV]; massless particles do not decay
     * @param q2 invariant mass squared of the pair [GeV^2], at or above 4 mass^2
     */
    public double pair(double mass, double q2) {
        double w = Math.sqrt(q2);
        double k = Math.sqrt(Math.max(0, q2 / 4 - mass * mass));
        double p = momentum(q2);
        double energy = Math.sqrt(q2 + p * p);
        double sum = 0;
        double norm = 0;
        // exchanging the two particles is c -> -c, phi -> pi - phi, so half of the nodes in c are enough
        for (int i = PAIR_NODES / 2; i < PAIR_NODES; i++) {
            double c = PAIR_RULE.point[i];
            double energyShift = p * k * c / w;
            double alongShift = energy * k * c / w;
            double across = k * Math.sqrt(1 - c * c);
            for (int j = 0; j < PAIR_NODES; j++) {
                double cosine = PAIR_RULE.point[j];
                double weight = PAIR_RULE.weight[i] * PAIR_RULE.weight[j];
                double acrossBoost = across * Math.sqrt(1 - cosine * cosine);
                for (double cosPhi : COS_PHI) {
                    double one = gamma * (energy / 2 + energyShift)
                            + boost * ((p / 2 + alongShift) * cosine - acrossBoost * cosPhi);
                    double other = gamma * (energy / 2 - energyShift)
                            + boost * ((p / 2 - alongShift) * cosine + acrossBoost * cosPhi);
                    sum += weight * (unseen(mass, one) * unseen(mass, other));
                    norm += weight;
                }
            }
        }
        return sum / norm;
    }

    private static double[] midpoints() {
        double[] cosines = new double[PAIR_NODES];
        for (int i = 0; i < PAIR_NODES; i++) {
            cosines[i] = Math.cos((i + 0.5) * Math.PI / PAIR_NODES);
        }
        return cosines;
    }

    /** The probability for one particle of given energy in the laboratory [GeV]. */
    private double unseen(double mass, double energy) {
        if (mass == 0) {
            return 1;
        }
        double momentum = Math.sqrt(Math.max(0, energy * energy - mass * mass));
        double flies = Math.exp(-lengthCm * mass / (momentum * ctauCm));
        return flies + (1 - flies) * darkFraction;
    }

    /** The momentum of the invisible system in the rest frame of the meson [GeV]. */
    private double momentum(double q2) {
        double difference = parentMass - daughterMass;
        double sum = parentMass + daughterMass;
        return Math.sqrt(Math.max(0, (difference * difference - q2) * (sum * sum - q2))) / (2 * parentMass);
    }
}
