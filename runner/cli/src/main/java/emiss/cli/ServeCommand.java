package emiss.cli;

import emiss.app.plugin.Catalogue;
import emiss.server.Services;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers requests of programs and pages on this machine until it is ended. */
@Command(
        name = "serve",
        description = "Answer requests of programs and pages on this machine: likelihoods, studies, the catalogue.",
        footer = {"%nPrints its address, which has a secret in it, and nothing else. It ends with Ctrl-C."})
public final class ServeCommand extends ConsoleCommand {
    private final Catalogue catalogue;
    private final Services services;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

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
        return options.serve(catalogue, services, console(), address -> {
            ServiceOptions.tell(address, console());
            if (withParent) {
                readToEnd(System.in);
            } else {
                ServiceOptions.untilEnded();
            }
        });
    }

    private static void readToEnd(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
