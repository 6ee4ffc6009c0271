package emiss.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events; several threads may send. */
final class Events {
    private final OutputStream out;

    /** @param out where they go; flushed after each */
    Events(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends an event.
     *
     * @param name its type
     * @param text what it holds, one line or several
     * @throws IOException if nobody listens any more
     */
    synchronized void send(String name, String text) throws IOException {
        StringBuilder event = new StringBuilder("event: ").append(name).append('\n');
        text.stripTrailing()
                .lines()
                .forEach(line -> event.append("data: ").append(line).append('\n'));
        write(event.append('\n').toString());
    }

    /**
     * Sends what no listener hears, to learn whether there is one.
     *
     * @throws IOException if nobody listens any more
     */
    synchronized void beat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
