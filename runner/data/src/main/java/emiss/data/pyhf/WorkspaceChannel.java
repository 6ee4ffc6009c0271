package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A channel as it stands in a document, with its observation.
 *
 * @param name its name
 * @param variable variable of the bin edges
 * @param edges bin edges, one more than bins
 * @param observed observed events per bin
 * @param samples its samples
 * @param where its place
 */
record WorkspaceChannel(
        String name,
        String variable,
        DoubleVector edges,
        DoubleVector observed,
        List<WorkspaceSample> samples,
        Location where) {
    /** A channel that does not say what its bins are: they are numbered. */
    static WorkspaceChannel numbered(
            String name, DoubleVector observed, List<WorkspaceSample> samples, Location where) {
        return new WorkspaceChannel(
                name, "bin", DoubleVector.generate(observed.size() + 1, i -> i), observed, samples, where);
    }

    int bins() {
        return observed.size();
    }
}
