package emiss.data.pyhf;

import emiss.api.Provenance;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Location;
import java.util.List;
import java.util.Map;

/** A HistFactory model as a document states it, in the words of pyhf. */
interface HistFactoryDocument {
    /** What a data set of it is called. */
    String title();

    /** Where a data set of it is from. */
    Provenance provenance();

    List<WorkspaceChannel> channels();

    /** Configurations of parameters and sets by name. */
    Map<String, ParameterConfig> parameters();

    /** Name of the parameter of interest; empty if there is none. */
    String poi();

    Location poiLocation();

    /** The bounds of parameters whose configuration has none; empty if they have none then. */
    List<Bounds> standardBounds(ModifierType type, ParameterConfig config, int size);
}
