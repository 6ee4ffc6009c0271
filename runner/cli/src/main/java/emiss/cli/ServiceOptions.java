package emiss.cli;

import emiss.server.Limits;
import emiss.server.Service;
import emiss.server.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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

    /** Starts the service that the options describe. */
    Service start(Services services, CommandSpec spec) throws IOException {
        Threads.check(threads, spec);
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + ", expected 0 (any) to " + LAST_PORT);
        }
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw new ParameterException(spec.commandLine(), "--folder is " + folder + ", which is no folder");
        }
        return services.start(port, folder, threads, Limits.STANDARD);
    }
}
