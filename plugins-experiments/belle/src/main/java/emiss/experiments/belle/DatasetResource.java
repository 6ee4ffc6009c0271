package emiss.experiments.belle;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the data sets that lie beside the classes of this package. */
final class DatasetResource {
    private DatasetResource() {}

    static Dataset read(String name, DatasetReader reader) {
        try (InputStream content = DatasetResource.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + name + " is missing from emiss.experiments.belle");
            }
            return reader.read(content, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
