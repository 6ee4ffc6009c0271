package emiss.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import emiss.api.experiment.DataFormatException;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A data format as it is published, a schema, and as it is read. */
enum DataFormat {
    DATASET("emiss-dataset-1", JsonDatasetReader.FORMAT, new JsonDatasetReader()::read),
    FORM_FACTORS("emiss-form-factors-1", FormFactorLibrary.FORMAT, FormFactorLibrary::read),
    SM_INPUTS("emiss-sm-inputs-1", StandardInputs.FORMAT, StandardInputs::read);

    private final String name;
    private final BiFunction<InputStream, String, Object> reader;
    private final JsonNode document;
    private final Schema schema;
    final String id;

    DataFormat(String name, String id, BiFunction<InputStream, String, Object> reader) {
        this.name = name;
        this.id = id;
        this.reader = reader;
        String text = text(Path.of("..", "..", "config", name + ".schema.json"));
        this.document = new JsonMapper().readTree(text);
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The format that the document says it has. */
    static DataFormat of(String json) {
        String format = new JsonMapper().readTree(json).get("format").asString();
        for (DataFormat candidate : values()) {
            if (candidate.id.equals(format)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no format " + format);
    }

    /** The schema itself. */
    JsonNode schema() {
        return document;
    }

    /** What the schema has against a document. */
    List<String> schemaProblems(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** What the reader has against a document. */
    List<String> readerProblems(String json) {
        try {
            reader.apply(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), name + ".json");
            return List.of();
        } catch (DataFormatException wrong) {
            return wrong.problems();
        }
    }
}
