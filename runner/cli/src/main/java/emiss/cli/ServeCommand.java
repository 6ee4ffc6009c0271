package emiss.cli;

import emiss.app.plugin.Catalogue;
import emiss.server.Limits;
import emiss.server.Service;
import emiss.server.Services;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Answers requests of programs and pages on this machine until it is ended. */
@Command(
        name = "serve",
        description = "Answer requests of programs and pages on this machine: likelihoods, studies, the catalogue.",
        footer = {"%nPrints its address, which has a secret in it, and nothing else. It ends with Ctrl-C."})
public final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Catalogue catalogue;
    private final Services services;

    @Spec
    private CommandSpec spec;

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

    @Option(
            names = "--with-parent",
            description = "End when the standard input ends, as it does with the program that began it.")
    private boolean withParent;

    /** Creates the command. */
    @Inject
    public ServeCommand(Catalogue catalogue, Services services) {
        this.catalogue = catalogue;
        this.services = services;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        Threads.check(threads, spec);
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + ", expected 0 (any) to " + LAST_PORT);
        }
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw new ParameterException(spec.commandLine(), "--folder is " + folder + ", which is no folder");
        }
        catalogue.warnings().forEach(errors::println);
        try (Service service = services.start(port, folder, threads, Limits.STANDARD)) {
            out.println(service.address());
            out.flush();
            if (withParent) {
                readToEnd(System.in);
            } else {
                new CountDownLatch(1).await();
            }
        }
        return ExitCode.DONE;
    }

    private static void readToEnd(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
