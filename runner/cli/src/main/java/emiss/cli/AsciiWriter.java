package emiss.cli;

import java.io.IOException;
import java.io.Writer;

/** Passes text on in ASCII. */
final class AsciiWriter extends Writer {
    private final Writer next;

    AsciiWriter(Writer next) {
        this.next = next;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        next.write(CharacterSet.ASCII.write(new String(buffer, offset, length)));
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void close() throws IOException {
        next.close();
    }
}
