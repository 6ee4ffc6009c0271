package emiss.report.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Figures as pixels, with their size on paper. Written here, because the encoder of Java tries five filters on every row, none of
 * which makes lines on white smaller, and takes twice as long.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics (PNG) Specification, third edition</a>
 */
final class Pixels {
    private static final double PER_INCH = 300;
    private static final double POINTS_PER_INCH = 72;
    private static final int PER_METRE = (int) Math.round(PER_INCH / 0.0254);

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte RED_GREEN_BLUE = 2;
    private static final byte METRE = 1;
    private static final int SAMPLES = 3;

    /** With one more, encoding takes half as long again, and files are a tenth smaller. */
    private static final int COMPRESSION = 3;

    private Pixels() {}

    static byte[] png(FigurePainter painter) throws IOException {
        return encoded(image(painter));
    }

    /** A figure, three bytes a pixel: blue, green, red. */
    static BufferedImage image(FigurePainter painter) {
        double scale = PER_INCH / POINTS_PER_INCH;
        int width = (int) Math.round(scale * painter.width());
        int height = (int) Math.round(scale * painter.height());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(width / painter.width(), height / painter.height());
        painter.draw(graphics);
        graphics.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.write(SIGNATURE);
        // the last three bytes of the header are zero: deflated, with a filter per row, not interlaced
        ByteBuffer header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
        writeChunk(file, "IHDR", header.put(BITS).put(RED_GREEN_BLUE).array());
        ByteBuffer size = ByteBuffer.allocate(9).putInt(PER_METRE).putInt(PER_METRE);
        writeChunk(file, "pHYs", size.put(METRE).array());
        writeChunk(file, "IDAT", deflated(image));
        writeChunk(file, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void writeChunk(DataOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        file.writeInt(content.length);
        file.write(name);
        file.write(content);
        file.writeInt((int) check.getValue());
    }

    private static byte[] deflated(BufferedImage image) throws IOException {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        // the first byte is the filter: none
        byte[] row = new byte[1 + SAMPLES * image.getWidth()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            for (int from = 0; from < pixels.length; from += row.length - 1) {
                for (int i = 0; i < row.length - 1; i += SAMPLES) {
                    row[i + 1] = pixels[from + i + 2];
                    row[i + 2] = pixels[from + i + 1];
                    row[i + 3] = pixels[from + i];
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
