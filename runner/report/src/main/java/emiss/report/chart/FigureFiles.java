package emiss.report.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import emiss.report.figure.Figure;
import emiss.results.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes figures into files. Equal figures give equal bytes. Needs no display: unless the property {@code
 * java.awt.headless} is set otherwise, it is set to true.
 */
public final class FigureFiles {
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    /** How much PDFBox packs; by default it takes longer for files that are a twentieth smaller. */
    private static final String PDF_COMPRESSION = "org.apache.pdfbox.filter.deflatelevel";

    /** PDF identifies a document by a number, which would be the time. */
    private static final long DOCUMENT_ID = 1;

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        if (System.getProperty(PDF_COMPRESSION) == null) {
            System.setProperty(PDF_COMPRESSION, "4");
        }
    }

    private FigureFiles() {}

    /**
     * Writes a figure as {@code id.svg}, {@code id.pdf}, {@code id.png} into a directory, which is created if need be. Each
     * file replaces an earlier one at once.
     *
     * @param figure the figure
     * @param directory where to write
     * @param formats which files to write
     * @return the files
     * @throws IOException if a file cannot be written
     * @throws IllegalArgumentException if the id of the figure has a slash
     */
    public static List<Path> write(Figure figure, Path directory, Set<Format> formats) throws IOException {
        if (figure.id().contains("/") || figure.id().contains("\\")) {
            throw new IllegalArgumentException(
                    "figure \"" + figure.id() + "\" cannot be a file, expected an id without slashes");
        }
        FigurePainter painter = new FigurePainter(figure);
        List<Path> files = new ArrayList<>();
        for (Format format : new TreeSet<>(formats)) {
            Path file = directory.resolve(figure.id() + "." + format.extension());
            WholeFile.write(file, content(figure, painter, format));
            files.add(file);
        }
        return List.copyOf(files);
    }

    /**
     * {@return the content of a file with a figure}
     *
     * @param figure the figure
     * @param format the format of the file
     * @throws IOException if it cannot be encoded
     */
    public static byte[] content(Figure figure, Format format) throws IOException {
        return content(figure, new FigurePainter(figure), format);
    }

    private static byte[] content(Figure figure, FigurePainter painter, Format format) throws IOException {
        return switch (format) {
            case SVG -> svg(painter);
            case PDF -> pdf(figure, painter);
            case PNG -> Pixels.png(painter);
        };
    }

    private static byte[] svg(FigurePainter painter) throws IOException {
        SVGGraphics2D graphics = new SVGGraphics2D(new SvgContext(document()), true);
        painter.draw(graphics);
        Element root = graphics.getRoot();
        String width = String.format(Locale.ROOT, "%.2f", painter.width());
        String height = String.format(Locale.ROOT, "%.2f", painter.height());
        root.setAttributeNS(null, "width", width + "pt");
        root.setAttributeNS(null, "height", height + "pt");
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // not by Batik's own writer, whose document type makes readers look for a file in the network
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(root), new StreamResult(bytes));
        } catch (TransformerException e) {
            throw new IOException("the figure cannot be written as SVG: " + e.getMessage(), e);
        }
        graphics.dispose();
        return bytes.toByteArray();
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML parser", e);
        }
    }

    private static byte[] pdf(Figure figure, FigurePainter painter) throws IOException {
        float width = (float) painter.width();
        float height = (float) painter.height();
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(DOCUMENT_ID);
            document.getDocumentInformation().setTitle(figure.title().unicode());
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            painter.draw(graphics);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
