package emiss.inference;

/**
 * The exact second derivatives of -ln L at a minimum with respect to the explicit nuisance parameters, factorised; not changed once
 * made.
 *
 * @param solver the factorisation
 * @param pinned which parameters are held at a value or a bound
 * @param isDefinite whether they are positive definite, as they should be
 */
record KnownCurvature(LinearSolver solver, boolean[] pinned, boolean isDefinite) {}
