package emiss.inference;

/**
 * A term of -ln L, with its derivatives; a workspace of {@link Evaluator}, which adds up terms and knows nothing of what is
 * in them. Parameters are the explicit nuisances, then the parameters of interest.
 */
interface LikelihoodTerm {
    /** The value at {@code x}, infinite where that is impossible; keeps what the derivatives there need. */
    double value(double[] x);

    /** Adds the gradient at the {@code x} of the last {@link #value}. */
    void addGradient(double[] x, double[] gradient);

    /**
     * Adds to the upper triangle of the Hessian at the {@code x} of the last {@link #addGradient}.
     *
     * @param part which part of it
     * @param negligible what changes no diagonal element of the exact Hessian by more than this part of what it has been so far may
     *     be left out
     */
    void addHessian(double[] x, double[][] hessian, HessianPart part, double negligible);
}
