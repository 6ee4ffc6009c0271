package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A channel as it stands in a workspace, with its observation.
 *
 * @param name its name
 * @param observed observed events per bin
 * @param samples its samples
 * @param where its place
 */
record WorkspaceChannel(String name, DoubleVector observed, List<WorkspaceSample> samples, Location where) {
    int bins() {
        return observed.size();
    }
}
