package emiss.physics;

import emiss.api.decay.Helicity;
import java.util.Arrays;

/**
 * Quadrature nodes in q2 with the hadronic weights at each, in growing primitive arrays; confined to one thread while it
 * grows.
 *
 * <p>Node i has the eight weights {@code weights[8 i ..]}: w0, wV, wVT, wT of the natural-parity slots, then of the axial
 * slots, times the quadrature weight.
 */
final class Nodes {
    static final int STRIDE = 8;

    double[] q2;
    double[] measure;
    double[] weights;
    int[] bin;
    int size;

    /**
     * Creates room for nodes; there may be more.
     *
     * @param expected how many there will be
     */
    Nodes(int expected) {
        q2 = new double[expected];
        measure = new double[expected];
        weights = new double[expected * STRIDE];
        bin = new int[expected];
    }

    /** Adds a node whose weights are those of {@code transition} times {@code quadratureWeight}. */
    void add(HadronicTransition transition, Helicity helicity, double q2Node, double quadratureWeight, int binIndex) {
        grow(size + 1);
        q2[size] = q2Node;
        measure[size] = quadratureWeight;
        bin[size] = binIndex;
        HadronicWeights at = transition.at(q2Node);
        put(STRIDE * size, at.natural(helicity), quadratureWeight);
        put(STRIDE * size + 4, at.axial(helicity), quadratureWeight);
        size++;
    }

    /** Adds all nodes of {@code other}. */
    void addAll(Nodes other) {
        grow(size + other.size);
        System.arraycopy(other.q2, 0, q2, size, other.size);
        System.arraycopy(other.measure, 0, measure, size, other.size);
        System.arraycopy(other.bin, 0, bin, size, other.size);
        System.arraycopy(other.weights, 0, weights, STRIDE * size, STRIDE * other.size);
        size += other.size;
    }

    /** Multiplies the weights of node {@code i} by {@code factor}. */
    void scale(int i, double factor) {
        for (int k = STRIDE * i; k < STRIDE * (i + 1); k++) {
            weights[k] *= factor;
        }
    }

    private void put(int offset, HadronicWeights.Part part, double factor) {
        weights[offset] = factor * part.w0();
        weights[offset + 1] = factor * part.wV();
        weights[offset + 2] = factor * part.wVT();
        weights[offset + 3] = factor * part.wT();
    }

    private void grow(int needed) {
        if (needed > q2.length) {
            int capacity = Math.max(needed, 2 * q2.length);
            q2 = Arrays.copyOf(q2, capacity);
            measure = Arrays.copyOf(measure, capacity);
            bin = Arrays.copyOf(bin, capacity);
            weights = Arrays.copyOf(weights, STRIDE * capacity);
        }
    }
}
