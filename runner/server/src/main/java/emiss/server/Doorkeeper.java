package emiss.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;

/** Lets in who knows the address: programs of this machine, and the pages of the service itself, but no page from elsewhere. */
final class Doorkeeper {
    private final Token token;
    private final List<String> hosts;

    Doorkeeper(Token token, int port) {
        this.token = token;
        hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /**
     * The path behind the token.
     *
     * @throws Refusal if the request is not let in
     */
    String path(HttpExchange exchange) {
        List<String> host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.get(0).toLowerCase(Locale.ROOT))) {
            throw new Refusal(403, "the host is not this service, expected " + String.join(" or ", hosts));
        }
        List<String> origin = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
        if (origin.size() > 1 || (origin.size() == 1 && !origin.get(0).equalsIgnoreCase("http://" + host.get(0)))) {
            throw new Refusal(403, "pages from elsewhere are not answered");
        }
        String path = exchange.getRequestURI().getRawPath();
        int slash = path.indexOf('/', 1);
        String secret = path.startsWith("/") ? path.substring(1, slash < 0 ? path.length() : slash) : "";
        if (!token.is(secret) || slash < 0) {
            throw new Refusal(404, "there is nothing here");
        }
        return path.substring(slash);
    }
}
