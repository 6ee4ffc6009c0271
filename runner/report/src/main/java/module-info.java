/** How results are shown: a view for every type of study, figures, pages; drawn from the results of a run alone. */
@org.jspecify.annotations.NullMarked
module emiss.report {
    requires transitive emiss.results;
    requires de.rototor.pdfbox.graphics2d;
    requires java.desktop;
    requires java.xml;
    requires jdk.unsupported;
    requires org.apache.pdfbox;
    requires org.apache.xmlgraphics.batik.svggen;
    requires org.jfree.jfreechart;
    requires tools.jackson.databind;

    exports emiss.report.chart;
    exports emiss.report.compare;
    exports emiss.report.figure;
    exports emiss.report.page;
    exports emiss.report.text;
    exports emiss.report.view;
}
