package emiss.data.pyhf;

import emiss.api.Provenance;
import emiss.data.document.Location;
import java.util.List;
import java.util.Map;

/**
 * A HistFactory model as a document states it, in the words of pyhf.
 *
 * @param title what a data set of it is called
 * @param provenance where a data set of it is from
 * @param channels its channels
 * @param parameters configurations of parameters and sets by name
 * @param poi name of the parameter of interest; empty if there is none
 * @param poiLocation where that is said
 * @param hasStandardBounds whether parameters whose configuration has no bounds have those of pyhf
 */
record HistFactoryDocument(
        String title,
        Provenance provenance,
        List<WorkspaceChannel> channels,
        Map<String, ParameterConfig> parameters,
        String poi,
        Location poiLocation,
        boolean hasStandardBounds) {}
