package emiss.data.document;

/** The syntax of a document. */
public enum Syntax {
    /** JSON, RFC 8259. */
    JSON,
    /** YAML 1.2 with the core schema, without anchors, aliases, merge keys and tags. */
    YAML
}
