package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A histfactory_dist with its data.
 *
 * @param name its name
 * @param variable variable of the bins; {@code bin} if they are numbered
 * @param edges bin edges, one more than bins
 * @param observed observed events per bin
 * @param samples its samples
 * @param statError type of constraint that the channel declares for its staterrors; empty if it declares none
 * @param where its place
 */
record Hs3Channel(
        String name,
        String variable,
        DoubleVector edges,
        DoubleVector observed,
        List<Hs3Sample> samples,
        String statError,
        Location where) {}
