package emiss.cli;

import emiss.app.plugin.Catalogue;
import emiss.server.Limits;
import emiss.server.Service;
import emiss.server.Services;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** The options that say where a service listens and what it may use. */
final class ServiceOptions {
    private static final int LAST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen at (default: any that is free).")
    private int port;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The folder that requests name files in, and no others (default: the current one).")
    private Path folder = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads of one request (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** What is done with a service that listens, as long as it is wanted. */
    interface Use {
        void of(String address) throws IOException, InterruptedException;
    }

    /** Says what is wrong with plugins, starts the service that the options describe, and ends it after its use. */
    int serve(Catalogue catalogue, Services services, Console console, Use use)
            throws IOException, InterruptedException {
        catalogue.warnings().forEach(console.err()::println);
        try (Service service = start(services, console)) {
            use.of(service.address());
        }
        return ExitCode.DONE;
    }

    /** Writes the address of a service at once, since who waits for it may be a program. */
    static void tell(String address, Console console) {
        PrintWriter out = console.out();
        out.println(address);
        out.flush();
    }

    /** Waits until the program is ended. */
    static void untilEnded() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private Service start(Services services, Console console) throws IOException {
        Threads.check(threads, console);
        if (port < 0 || port > LAST_PORT) {
            throw console.wrong("--port is " + port + ", expected 0 (any) to " + LAST_PORT);
        }
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw console.wrong("--folder is " + folder + ", which is no folder");
        }
        return services.start(port, folder, threads, Limits.STANDARD);
    }
}
