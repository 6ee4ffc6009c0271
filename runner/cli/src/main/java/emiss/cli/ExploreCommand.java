package emiss.cli;

import emiss.app.plugin.Catalogue;
import emiss.server.Services;
import jakarta.inject.Inject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a page on which the likelihood answers while couplings and masses are moved. */
@Command(
        name = "explore",
        description = "Open a page in the browser: move masses and couplings, and see what all data say.",
        footer = {"%nPrints the address of the page, which has a secret in it. It ends with Ctrl-C."})
public final class ExploreCommand extends ConsoleCommand {
    private final Catalogue catalogue;
    private final Services services;

    @Parameters(
            paramLabel = "STATE",
            arity = "0..1",
            description = "What is shown first: an address that another explorer gave, or its part after the #.")
    private @Nullable String state;

    @Option(names = "--no-browser", description = "Print the address and open nothing.")
    private boolean noBrowser;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    /** Creates the command. */
    @Inject
    public ExploreCommand(Catalogue catalogue, Services services) {
        this.catalogue = catalogue;
        this.services = services;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.serve(catalogue, services, console(), service -> {
            String address = service + fragment();
            ServiceOptions.tell(address, console());
            if (!noBrowser && !Desktop.open(address)) {
                console()
                        .err()
                        .println("emiss: there is no browser that could be opened here, open the address in one");
            }
            ServiceOptions.untilEnded();
        });
    }

    private String fragment() {
        if (state == null) {
            return "";
        }
        return "#" + state.substring(state.indexOf('#') + 1);
    }
}
