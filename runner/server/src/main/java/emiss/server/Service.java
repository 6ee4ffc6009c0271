package emiss.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import emiss.api.experiment.DataFormatException;
import emiss.app.evaluate.Evaluations;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A service on the loopback address that runs until it is closed. */
public final class Service implements AutoCloseable {
    /** What requests are called in messages about their bodies. */
    static final String DOCUMENT = "request";

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    static {
        // they are read once, when the first server of the JDK is made: answers are sent at once, and slow senders do
        // not hold threads
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
    }

    private final HttpServer server;
    private final Token token;
    private final Doorkeeper doorkeeper;
    private final Limits limits;
    private final Map<String, List<Route>> routes;
    private final ExecutorService connections;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Evaluations behind;

    /**
     * Begins to listen.
     *
     * @param port the port; 0 for any that is free
     * @param routes what is answered, by path
     * @param behind what ends with the service
     * @throws IOException if it cannot listen there
     */
    Service(int port, Limits limits, List<Route> routes, Evaluations behind) throws IOException {
        this.limits = limits;
        this.behind = behind;
        this.routes = routes.stream().collect(Collectors.groupingBy(Route::path));
        free = new Semaphore(limits.together());
        token = Token.random();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        doorkeeper = new Doorkeeper(token, server.getAddress().getPort());
        connections = Executors.newCachedThreadPool(daemons("emiss-connection"));
        workers = Executors.newCachedThreadPool(daemons("emiss-request"));
        server.setExecutor(connections);
        server.createContext("/", this::handle);
        server.start();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@return where it listens, with the token} */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/";
    }

    /** What is answered, method and path. */
    List<String> answered() {
        return routes.values().stream()
                .flatMap(List::stream)
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        connections.shutdownNow();
        workers.shutdownNow();
        behind.close();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Reply answer;
            try {
                answer = answer(exchange);
            } catch (Refusal refused) {
                answer = Answer.problems(refused.status(), refused.problems());
            }
            send(exchange, answer);
        } catch (IOException gone) {
            // nobody is there to hear of it
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        String path = doorkeeper.path(exchange);
        String method = exchange.getRequestMethod();
        if (path.startsWith("/assets/")) {
            requireMethod(exchange, "GET");
            return ExplorerPage.asset(path.substring("/assets/".length()))
                    .orElseThrow(() -> new Refusal(404, "there is no " + path));
        }
        List<Route> here = routes.getOrDefault(path, List.of());
        if (here.isEmpty()) {
            throw new Refusal(404, "there is no " + path);
        }
        Route route = here.stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElseThrow(() -> {
                    exchange.getResponseHeaders()
                            .set("Allow", here.stream().map(Route::method).collect(Collectors.joining(", ")));
                    return new Refusal(405, method + " is not answered at " + path);
                });
        return work(route, body(exchange));
    }

    private static void requireMethod(HttpExchange exchange, String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refusal(405, exchange.getRequestMethod() + " is not answered here");
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        long most = limits.bytes();
        String said = exchange.getRequestHeaders().getFirst("Content-Length");
        if (said != null && said.matches("\\d+") && (said.length() > 18 || Long.parseLong(said) > most)) {
            throw tooLarge();
        }
        try (InputStream content = exchange.getRequestBody()) {
            byte[] body = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
            if (body.length > most) {
                throw tooLarge();
            }
            return body;
        }
    }

    private Refusal tooLarge() {
        return new Refusal(413, "the request has more than " + limits.bytes() + " bytes");
    }

    private Reply work(Route route, byte[] body) {
        if (!free.tryAcquire()) {
            throw new Refusal(503, "there are " + limits.together() + " requests already, expected fewer at a time");
        }
        Future<Reply> working = workers.submit(() -> {
            try {
                return answered(route, body);
            } finally {
                free.release();
            }
        });
        try {
            return working.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            working.cancel(true);
            throw new Refusal(
                    503, "the request took longer than " + limits.time().toSeconds() + " s");
        } catch (InterruptedException closing) {
            working.cancel(true);
            throw new Refusal(503, "the service ends");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Refusal refused) {
                throw refused;
            }
            throw new Refusal(500, "the request failed: " + failed.getCause());
        }
    }

    private static Reply answered(Route route, byte[] body) {
        Problems problems = new Problems();
        Node document = Node.parse(
                DOCUMENT,
                new ByteArrayInputStream(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body),
                Syntax.JSON,
                problems);
        try {
            problems.throwIfAny();
            return route.answer().of(document);
        } catch (DataFormatException wrong) {
            throw new Refusal(
                    400,
                    wrong.problems().stream()
                            .map(line -> Problem.of(line, DOCUMENT, document))
                            .toList());
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        if (reply instanceof EventStream stream) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            stream.work().to(new Events(exchange.getResponseBody()));
        } else if (reply instanceof Answer answer) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
