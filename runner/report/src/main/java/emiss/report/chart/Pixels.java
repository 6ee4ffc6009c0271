package emiss.report.chart;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Figures as pixels, with their size on paper. */
final class Pixels {
    private static final double PER_INCH = 300;
    private static final double POINTS_PER_INCH = 72;
    private static final double PER_METRE = PER_INCH / 0.0254;

    private Pixels() {}

    /** An image of three bytes a pixel, as the encoder reads them; it asks for row after row, which need no copies. */
    private static final class Uncopied extends BufferedImage {
        Uncopied(int width, int height) {
            super(width, height, BufferedImage.TYPE_3BYTE_BGR);
        }

        @Override
        public Raster getData(Rectangle part) {
            return getRaster().createChild(part.x, part.y, part.width, part.height, part.x, part.y, null);
        }
    }

    static byte[] png(FigurePainter painter) throws IOException {
        double scale = PER_INCH / POINTS_PER_INCH;
        BufferedImage image =
                new Uncopied((int) Math.round(scale * painter.width()), (int) Math.round(scale * painter.height()));
        Graphics2D graphics = image.createGraphics();
        graphics.scale(image.getWidth() / painter.width(), image.getHeight() / painter.height());
        painter.draw(graphics);
        graphics.dispose();

        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", String.valueOf(Math.round(PER_METRE)));
        size.setAttribute("pixelsPerUnitYAxis", String.valueOf(Math.round(PER_METRE)));
        size.setAttribute("unitSpecifier", "meter");
        root.appendChild(size);
        metadata.setFromTree(format, root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(metadata, new IIOImage(image, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
