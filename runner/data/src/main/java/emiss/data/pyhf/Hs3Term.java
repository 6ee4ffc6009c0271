package emiss.data.pyhf;

import emiss.data.document.Location;

/**
 * A constraint of one parameter.
 *
 * @param isPoisson whether it is a Poisson distribution, otherwise a Gaussian
 * @param outcome observed counts, or the centre of the Gaussian
 * @param scale expected counts where the parameter is 1, or the width of the Gaussian
 * @param where its place
 */
record Hs3Term(boolean isPoisson, double outcome, double scale, Location where) {}
