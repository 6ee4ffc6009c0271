package emiss.api.experiment;

import java.io.InputStream;

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
}
