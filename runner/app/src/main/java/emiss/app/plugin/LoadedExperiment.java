package emiss.app.plugin;

import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;

/** An experiment as it described itself when it was loaded; only its data still come from the plugin. */
final class LoadedExperiment implements Experiment {
    private final Experiment plugin;
    private final TimeLimit limit;
    private final String id;
    private final String label;
    private final Optional<ExperimentGroup> group;
    private final OptionalInt colourOrder;

    /** Asks an experiment for all about itself; {@code limit} is for its data. */
    LoadedExperiment(Experiment plugin, TimeLimit limit) throws PluginException {
        this.plugin = plugin;
        this.limit = limit;
        id = Service.id(plugin.id());
        label = Service.answer(plugin.label(), "label");
        group = Service.answer(plugin.group(), "group");
        colourOrder = Service.answer(plugin.colourOrder(), "colourOrder");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return group;
    }

    @Override
    public OptionalInt colourOrder() {
        return colourOrder;
    }

    /**
     * The measurement.
     *
     * @throws DataFormatException listing what is wrong with it, or saying why the plugin does not give it
     */
    @Override
    public Dataset dataset(DatasetReader reader) {
        try {
            return limit.ask("it", () -> Service.answer(plugin.dataset(reader), "dataset"));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DataFormatException wrong) {
                throw wrong;
            }
            throw unreadable(FailureText.of(failed.getCause()));
        } catch (PluginException late) {
            throw unreadable(String.valueOf(late.getMessage()));
        }
    }

    private static DataFormatException unreadable(String reason) {
        return new DataFormatException(List.of("its data cannot be read: " + reason));
    }
}
