package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets nothing. */
final class SecurityTest {
    @TempDir
    private static Path directory;

    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        client = Client.start(Files.createDirectory(directory.resolve("folder")));
    }

    @AfterAll
    static void end() {
        client.close();
    }

    private static URI uri() {
        return URI.create(client.address());
    }

    /** What the service says to a request with these lines; Java's own client lets nobody choose the host. */
    private static String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageFromElsewhereGetsNothing() throws IOException {
        String path = "GET " + uri().getPath() + "api/catalogue HTTP/1.1";
        String host = "Host: 127.0.0.1:" + uri().getPort();

        assertThat(raw(path, host)).startsWith("HTTP/1.1 200");
        assertThat(raw(path, host, "Origin: http://127.0.0.1:" + uri().getPort()))
                .startsWith("HTTP/1.1 200");
        assertThat(raw(path, host, "Origin: http://example.org"))
                .startsWith("HTTP/1.1 403")
                .contains("pages from elsewhere are not answered")
                .doesNotContain("Access-Control")
                .doesNotContain("scalar");
        assertThat(raw(path, host, "Origin: null")).startsWith("HTTP/1.1 403");
        assertThat(raw(path, host, "Origin: http://127.0.0.1:1")).startsWith("HTTP/1.1 403");
    }

    /** A name that someone else makes to stand for the loopback address. */
    @Test
    void anotherHostGetsNothing() throws IOException {
        String path = "GET " + uri().getPath() + "api/catalogue HTTP/1.1";

        assertThat(raw(path, "Host: example.org:" + uri().getPort())).startsWith("HTTP/1.1 403");
        assertThat(raw(path, "Host: 127.0.0.1")).startsWith("HTTP/1.1 403");
        assertThat(raw(path, "Host: localhost:" + uri().getPort())).startsWith("HTTP/1.1 200");
        assertThat(raw("GET " + uri().getPath() + "api/catalogue HTTP/1.0")).startsWith("HTTP/1.1 403");
    }

    @Test
    void withoutTheTokenThereIsNothing() {
        String path = uri().getPath();
        for (String wrong :
                new String[] {"/", "/api/catalogue", path.substring(0, path.length() - 2) + "/", path + "x"}) {
            var response = Client.send(uri().resolve(wrong), null);

            assertThat(response.status()).as(wrong).isEqualTo(404);
            assertThat(response.body()).doesNotContain(path.substring(1, 33));
        }
    }

    @Test
    void filesOutsideOfTheFolderAreNotRead() throws IOException {
        Files.writeString(directory.resolve("outside.json"), "{\"secret\": 1}");
        Files.createSymbolicLink(directory.resolve("folder/link.json"), directory.resolve("outside.json"));
        for (String file : new String[] {"../outside.json", "link.json", "/etc/passwd", "sub/../../outside.json"}) {
            var response = client.post("api/evaluate", "{\"experiments\": [{\"file\": \"" + file + "\"}]}");

            assertThat(response.status()).as(file).isEqualTo(400);
            assertThat(response.body())
                    .contains("is outside of the folder that files are read from")
                    .doesNotContain("secret");
        }
    }

    @Test
    void assetsAreThoseOfThePage() {
        assertThat(client.get("").status()).isEqualTo(200);
        assertThat(client.get("assets/index.html").status()).isEqualTo(200);
        assertThat(client.get("assets/..%2F..%2Fmodule-info.class").status()).isEqualTo(404);
        assertThat(client.get("assets/../Service.class").status()).isEqualTo(404);
        assertThat(client.get("assets/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void otherMethodsAndPathsAreRefused() {
        assertThat(client.get("api/evaluate").status()).isEqualTo(405);
        assertThat(client.post("api/catalogue", "{}").status()).isEqualTo(405);
        assertThat(client.get("api/nothing").status()).isEqualTo(404);
    }
}
