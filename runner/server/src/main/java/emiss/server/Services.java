package emiss.server;

import emiss.app.config.ConfigReader;
import emiss.app.config.RequestReader;
import emiss.app.evaluate.Evaluations;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.results.FitResult;
import emiss.results.UpperLimitResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts services. */
public final class Services {
    private final ConfigReader configReader;
    private final Runner runner;
    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final CatalogueTree catalogue;

    /** Creates it with the parts of the application that answer. */
    @Inject
    Services(
            ConfigReader configReader,
            Runner runner,
            StandardInputs standardInputs,
            FormFactorLibrary formFactors,
            CatalogueTree catalogue) {
        this.configReader = configReader;
        this.runner = runner;
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.catalogue = catalogue;
    }

    /**
     * Starts a service on the loopback address.
     *
     * @param port the port; 0 for any that is free
     * @param folder the folder that requests name files in
     * @param threads how many threads a request computes on
     * @param limits what requests may ask for
     * @return the service, which listens already
     * @throws IOException if it cannot listen there
     */
    public Service start(int port, Path folder, int threads, Limits limits) throws IOException {
        RequestReader reader = configReader.requests(folder);
        Evaluations evaluations = new Evaluations(reader, standardInputs, formFactors, threads);
        Studies studies = new Studies(reader, runner, new RunOptions(threads, RunOptions.STANDARD_SEED), limits.time());
        Runs runs = new Runs(configReader, runner, folder, threads);
        return new Service(
                port,
                limits,
                List.of(
                        new Route("GET", "/", document -> ExplorerPage.page()),
                        new Route("GET", "/api/openapi.json", document -> OpenApi.document()),
                        new Route("GET", "/api/catalogue", document -> Answer.json(catalogue.tree())),
                        new Route("POST", "/api/evaluate", document -> Answer.json(evaluations.evaluate(document))),
                        new Route(
                                "POST",
                                "/api/fit",
                                document -> studies.answer(document, Optional.of(FitResult.TYPE.name()))),
                        new Route(
                                "POST",
                                "/api/limit",
                                document -> studies.answer(document, Optional.of(UpperLimitResult.TYPE.name()))),
                        new Route("POST", "/api/study", document -> studies.answer(document, Optional.empty())),
                        new Route("POST", "/api/view", studies::view),
                        new Route("POST", "/api/run", runs::stream)),
                evaluations);
    }
}
