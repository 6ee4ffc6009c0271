package emiss.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The letters of all figures, as outlines: Liberation Sans as it comes with PDFBox, so that figures look the same on every
 * machine and need no fonts where they are shown.
 */
final class Typeface {
    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final AffineTransform SLANT = AffineTransform.getShearInstance(-0.2, 0);
    private static final char TILDE_ABOVE = '\u0303';
    private static final String TILDE = "\u02dc";
    private static final char SCRIPT_B = '\u212c';
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final Typeface INSTANCE = new Typeface(load());

    private final Font upright;
    private final Font fallback = new Font(Font.SANS_SERIF, Font.PLAIN, 1);

    private Typeface(Font upright) {
        this.upright = upright;
    }

    static Typeface sans() {
        return INSTANCE;
    }

    private static Font load() {
        try (InputStream content = PDDocument.class.getResourceAsStream(RESOURCE)) {
            if (content == null) {
                throw new IllegalStateException("the library PDFBox has no " + RESOURCE);
            }
            return Font.createFont(Font.TRUETYPE_FONT, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the library PDFBox has a damaged " + RESOURCE, e);
        }
    }

    /** Adds letters to an outline, their base line beginning at (x, y), and returns where they end. */
    double add(Path2D outline, String text, boolean italic, double size, double x, double y) {
        double at = x;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean accented = i + 1 < text.length() && text.charAt(i + 1) == TILDE_ABOVE;
            if (c == SCRIPT_B || accented) {
                at = addPlain(outline, plain.toString(), italic, size, at, y);
                plain.setLength(0);
                String letter = c == SCRIPT_B ? "B" : String.valueOf(c);
                double end = addPlain(outline, letter, italic || c == SCRIPT_B, size, at, y);
                if (accented) {
                    double width = advance(TILDE, size);
                    double middle = 0.5 * (at + end) + (italic ? 0.16 * size : 0);
                    addPlain(outline, TILDE, italic, size, middle - 0.5 * width, y - 0.17 * size);
                    i++;
                }
                at = end;
            } else {
                plain.append(c);
            }
        }
        return addPlain(outline, plain.toString(), italic, size, at, y);
    }

    private double addPlain(Path2D outline, String text, boolean italic, double size, double x, double y) {
        if (text.isEmpty()) {
            return x;
        }
        Font font = font(text, size);
        GlyphVector glyphs = font.createGlyphVector(CONTEXT, text);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (italic) {
            place.concatenate(SLANT);
        }
        outline.append(glyphs.getOutline().getPathIterator(place), false);
        return x + glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
    }

    private double advance(String text, double size) {
        GlyphVector glyphs = font(text, size).createGlyphVector(CONTEXT, text);
        return glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
    }

    private Font font(String text, double size) {
        Font known = upright.canDisplayUpTo(text) < 0 ? upright : fallback;
        return known.deriveFont((float) size);
    }
}
