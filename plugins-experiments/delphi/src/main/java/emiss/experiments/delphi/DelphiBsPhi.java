package emiss.experiments.delphi;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The limit of DELPHI on Bs -> phi + missing energy, as a Gaussian. */
public final class DelphiBsPhi implements Experiment {
    /** Does nothing; the data are read on demand. */
    public DelphiBsPhi() {}

    @Override
    public String id() {
        return "delphi-bsphi";
    }

    @Override
    public String label() {
        return "DELPHI";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(9);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("delphi-bsphi.json", DelphiBsPhi.class::getResourceAsStream);
    }
}
