package emiss.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class FigureFilesTest {
    /** 8.6 cm in points, the width of a column. */
    private static final double COLUMN = 8.6 / 2.54 * 72;

    private static List<Figure> figures() throws IOException {
        try (InputStream content =
                Objects.requireNonNull(FigureFilesTest.class.getResourceAsStream("/emiss/report/view/results.json"))) {
            return RunView.of(new ResultsReader().read("results.json", content)).figures();
        }
    }

    private static Figure figure(String id) throws IOException {
        return figures().stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesAFilePerFormat(@TempDir Path directory) throws IOException {
        List<Path> files = FigureFiles.write(figure("scan"), directory.resolve("figures"), EnumSet.allOf(Format.class));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("scan.svg", "scan.pdf", "scan.png");
        assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(1000));
        assertThat(directory.resolve("figures")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void svgIsXmlWithItsSizeOnPaperAndNothingFromOutside() throws Exception {
        byte[] content = FigureFiles.content(figure("plane"), Format.SVG);
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(content))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        double width = Double.parseDouble(root.getAttribute("width").replace("pt", ""));
        assertThat(width).isBetween(COLUMN - 2, COLUMN + 2);
        String text = new String(content, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("DOCTYPE").doesNotContain("<text").doesNotContain("<image");
    }

    @Test
    void svgIsWrittenByJavaWhateverXmlLibraryIsAsked() throws IOException {
        byte[] content = FigureFiles.content(figure("plane"), Format.SVG);
        List<String> asked =
                List.of("javax.xml.parsers.DocumentBuilderFactory", "javax.xml.transform.TransformerFactory");
        try {
            asked.forEach(property -> System.setProperty(property, "no.such.Factory"));
            assertThat(FigureFiles.content(figure("plane"), Format.SVG)).isEqualTo(content);
        } finally {
            asked.forEach(System::clearProperty);
        }
    }

    @Test
    void pdfHasOnePageOfTheSameSize() throws IOException {
        byte[] content = FigureFiles.content(figure("plane"), Format.PDF);
        assertThat(new String(content, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        try (PDDocument document = Loader.loadPDF(content)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat((double) document.getPage(0).getMediaBox().getWidth()).isBetween(COLUMN - 2, COLUMN + 2);
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
        }
    }

    @Test
    void svgHasHundredthsOfAPoint() throws Exception {
        SvgContext context = new SvgContext(
                DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument());
        assertThat(DoubleStream.of(0, 7, -7, 0.5, 12.34, 12.304, -12.306, 0.004, -0.004, 99.996, 54321.05)
                        .mapToObj(context::doubleString))
                .containsExactly("0", "7", "-7", "0.5", "12.34", "12.3", "-12.31", "0", "0", "100", "54321.05");
        for (Figure figure : figures()) {
            assertThat(new String(FigureFiles.content(figure, Format.SVG), StandardCharsets.UTF_8))
                    .as(figure.id())
                    .doesNotContainPattern("[0-9]\\.[0-9]{3}");
        }
    }

    @Test
    void pngHas300PixelsPerInch() throws IOException {
        FigurePainter painter = new FigurePainter(figure("plane"));
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(
                new ByteArrayInputStream(FigureFiles.content(figure("plane"), Format.PNG))));
        assertThat(reader.getWidth(0)).isEqualTo((int) Math.round(painter.width() * 300 / 72));
        assertThat(reader.getHeight(0)).isEqualTo((int) Math.round(painter.height() * 300 / 72));
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_1.0");
        for (String size : List.of("HorizontalPixelSize", "VerticalPixelSize")) {
            IIOMetadataNode found =
                    (IIOMetadataNode) root.getElementsByTagName(size).item(0);
            // in millimetres; PNG tells whole pixels per metre
            assertThat(Double.parseDouble(found.getAttribute("value"))).isCloseTo(25.4 / 300, withinPercentage(0.01));
        }
        reader.dispose();
    }

    @Test
    void pngHasThePixelsThatArePainted() throws IOException {
        for (Figure figure : figures()) {
            BufferedImage painted = Pixels.image(new FigurePainter(figure));
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(FigureFiles.content(figure, Format.PNG)));
            assertThat(pixels(read)).as(figure.id()).isEqualTo(pixels(painted));
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void equalFiguresGiveEqualBytes() throws IOException {
        for (Format format : Format.values()) {
            for (String id : Set.of("plane", "bins", "fit")) {
                assertThat(FigureFiles.content(figure(id), format))
                        .as("%s as %s", id, format)
                        .isEqualTo(FigureFiles.content(figure(id), format));
            }
        }
    }

    @Test
    void marginsStayWhite() throws IOException {
        for (Figure figure : figures()) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(FigureFiles.content(figure, Format.PNG)));
            int right = image.getWidth() - 1;
            int bottom = image.getHeight() - 1;
            for (int x = 0; x <= right; x++) {
                assertThat(image.getRGB(x, 0)).as("top of %s", figure.id()).isEqualTo(0xffffffff);
                assertThat(image.getRGB(x, bottom))
                        .as("bottom of %s", figure.id())
                        .isEqualTo(0xffffffff);
            }
            for (int y = 0; y <= bottom; y++) {
                assertThat(image.getRGB(0, y)).as("left of %s", figure.id()).isEqualTo(0xffffffff);
                assertThat(image.getRGB(right, y))
                        .as("right of %s", figure.id())
                        .isEqualTo(0xffffffff);
            }
        }
    }

    @Test
    void longNamesMakeAFigureWiderAndManyMakeItHigher() {
        FigurePainter small = new FigurePainter(rows(1, "a"));
        FigurePainter wide = new FigurePainter(rows(1, "a nuisance parameter with a very long name indeed"));
        FigurePainter high = new FigurePainter(rows(30, "a"));
        assertThat(wide.width()).isGreaterThan(small.width());
        assertThat(high.height()).isGreaterThan(small.height() + 250);
    }

    private static Figure rows(int count, String name) {
        Axis y = Axis.counting(MathText.EMPTY, Collections.nCopies(count, MathText.plain(name)));
        Panel panel = new Panel(MathText.EMPTY, Axis.linear(MathText.plain("x"), MathText.EMPTY, -1, 1), y, List.of());
        return new Figure("rows", MathText.plain("Rows"), MathText.EMPTY, List.of(panel));
    }

    @Test
    void anEmptyPanelIsDrawn() throws IOException {
        Axis axis = Axis.logarithmic(MathText.plain("x"), MathText.EMPTY, 1e-3, 1e3);
        Figure figure = new Figure(
                "empty",
                MathText.plain("Empty"),
                MathText.EMPTY,
                List.of(new Panel(MathText.EMPTY, axis, axis, List.of())));
        assertThat(FigureFiles.content(figure, Format.SVG)).isNotEmpty();
    }

    @Test
    void refusesAnIdThatLeadsElsewhere(@TempDir Path directory) throws IOException {
        Figure figure = figure("sm");
        Figure elsewhere = new Figure("../sm", figure.title(), figure.caption(), figure.panels());
        assertThatThrownBy(() -> FigureFiles.write(elsewhere, directory, Set.of(Format.SVG)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("figure \"../sm\" cannot be a file, expected an id without slashes");
    }
}
