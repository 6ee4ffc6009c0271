package emiss.server;

import emiss.app.Application;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service, and requests of it as another program sends them. */
final class Client implements AutoCloseable {
    private static final Application APPLICATION = new Application();

    private final Service service;

    private Client(Service service) {
        this.service = service;
    }

    /**
     * What came back.
     *
     * @param status the status of HTTP
     * @param body the content
     */
    record Response(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    static Client start(Path folder) {
        return start(folder, Limits.STANDARD);
    }

    static Client start(Path folder, Limits limits) {
        try {
            return new Client(APPLICATION.instance(Services.class).start(0, folder, 2, limits));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is answered, method and path. */
    List<String> answered() {
        return service.answered();
    }

    /** The events of a run, as they come. */
    BufferedReader run(String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(service.address() + "api/run").toURL().openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String address() {
        return service.address();
    }

    Response get(String path) {
        return send(URI.create(service.address() + path), null);
    }

    Response post(String path, String body) {
        return send(URI.create(service.address() + path), body);
    }

    /** What comes from an address; a body is posted. */
    static Response send(URI address, @Nullable String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            if (body != null) {
                connection.setRequestMethod("POST");
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream content = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Response(status, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The answer to what is asked of {@code api/evaluate}. */
    JsonNode evaluate(String body) {
        return post("api/evaluate", body).json();
    }

    @Override
    public void close() {
        service.close();
    }
}
