/** Figures and pages, drawn from the results of a run alone. */
@org.jspecify.annotations.NullMarked
module emiss.report {
    requires transitive emiss.data;
    requires java.desktop;
    requires org.jfree.jfreechart;
    requires tools.jackson.databind;

    exports emiss.report.figure;
    exports emiss.report.text;
}
