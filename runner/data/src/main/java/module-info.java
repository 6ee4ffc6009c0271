/** The file formats of Emiss: located JSON and YAML documents, data sets, form factors and Standard-Model inputs. */
@org.jspecify.annotations.NullMarked
module emiss.data {
    requires transitive emiss.api;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;

    exports emiss.data;
    exports emiss.data.document;
    exports emiss.data.pyhf;
}
