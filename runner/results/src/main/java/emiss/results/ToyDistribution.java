package emiss.results;

import emiss.api.DoubleVector;

/**
 * The distribution of a test statistic in toys.
 *
 * @param from lower edge of the first bin
 * @param to upper edge of the last bin, which holds all toys above too
 * @param toys toys per bin
 * @param asymptotic what the asymptotic distribution expects per bin
 */
public record ToyDistribution(double from, double to, DoubleVector toys, DoubleVector asymptotic) {}
