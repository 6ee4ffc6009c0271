package emiss.report.chart;

import java.text.DecimalFormat;
import java.text.FieldPosition;
import org.apache.batik.svggen.DefaultErrorHandler;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;

/** How Batik writes SVG: by its own habits, without a comment, and with hundredths of a point. */
final class SvgContext extends SVGGeneratorContext {
    SvgContext(Document document) {
        super(document);
        setIDGenerator(new SVGIDGenerator());
        setExtensionHandler(new DefaultExtensionHandler());
        setImageHandler(new ImageHandlerBase64Encoder());
        setStyleHandler(new DefaultStyleHandler());
        setErrorHandler(new DefaultErrorHandler());
        decimalFormat = new Hundredths();
    }

    /** Rounds to hundredths, without zeros at the end; several times as fast as its parent, which finds all digits first. */
    private static final class Hundredths extends DecimalFormat {
        private static final long serialVersionUID = 1;
        private static final int PER_ONE = 100;

        Hundredths() {
            // else its parent has a short cut to numbers of three digits
            setGroupingUsed(false);
        }

        @Override
        public StringBuffer format(double number, StringBuffer result, FieldPosition position) {
            long hundredths = Math.round(Math.abs(number) * PER_ONE);
            if (number < 0 && hundredths > 0) {
                result.append('-');
            }
            result.append(hundredths / PER_ONE);
            long rest = hundredths % PER_ONE;
            if (rest > 0) {
                result.append('.').append(rest / 10);
            }
            if (rest % 10 > 0) {
                result.append(rest % 10);
            }
            return result;
        }
    }
}
