package emiss.api.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the data-set format {@code emiss-dataset/1}. */
public interface DatasetReader {
    /**
     * Reads and validates a data set.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @return the data set
     * @throws DataFormatException listing every problem with its line and column
     */
    Dataset read(InputStream content, String name);

    /**
     * Reads a data set that lies beside the class of a plugin, and closes it. The plugin opens it itself, because its
     * resources are its own: {@code reader.read("my-data.json", MyExperiment.class::getResourceAsStream)}.
     *
     * @param resource name of the JSON document, as the plugin opens it and as messages call it
     * @param open opens it; null if there is no such resource, as {@link Class#getResourceAsStream} says it
     * @return the data set
     * @throws DataFormatException listing every problem with its line and column
     * @throws IllegalStateException if the resource is missing
     * @throws UncheckedIOException if it cannot be read
     */
    default Dataset read(String resource, Function<String, @Nullable InputStream> open) {
        try (@Nullable InputStream content = open.apply(resource)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + resource + " of the plugin is missing");
            }
            return read(content, resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the resource " + resource + " of the plugin", unreadable);
        }
    }
}
