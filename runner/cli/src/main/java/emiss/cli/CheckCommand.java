package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.Catalogue;
import emiss.data.document.Counted;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a configuration, and runs nothing. */
@Command(name = "check", description = "Say everything that is wrong with a configuration; run nothing.")
public final class CheckCommand extends ConsoleCommand {
    private final ConfigReader reader;
    private final Catalogue catalogue;

    @Parameters(paramLabel = "FILE", description = "The configuration, YAML or JSON.")
    private Path file;

    /** Creates the command. */
    @Inject
    public CheckCommand(ConfigReader reader, Catalogue catalogue) {
        this.reader = reader;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() throws IOException {
        catalogue.warnings().forEach(console().err()::println);
        RunConfig config = reader.read(file, console().err()::println);
        config.warnings().forEach(console().err()::println);
        console()
                .out()
                .println(file + ": " + Counted.of(config.studies().size(), "study", "studies") + ", no problem found");
        return ExitCode.DONE;
    }
}
