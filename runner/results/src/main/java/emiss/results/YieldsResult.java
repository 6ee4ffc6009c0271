package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was observed in every bin of every channel, and what a hypothesis expects there by process, before and after its fit.
 *
 * @param hypothesis {@code background}, {@code sm}, {@code rescaled-sm} or the id of a scenario
 * @param mass mass [GeV]; null without new particles
 * @param couplings best couplings, or {@code mu}
 * @param channels in the order of the data; a data set of branching fractions is one channel with a bin for each
 * @param notes what to know about the numbers; one line each
 */
public record YieldsResult(
        String hypothesis,
        @Nullable Double mass,
        Map<String, Complex> couplings,
        List<Channel> channels,
        @Nullable List<String> notes)
        implements Result {
    /** The type of these results. */
    public static final ResultType<YieldsResult> TYPE = new ResultType<>("yields", YieldsResult.class);

    /** What a process is. */
    public enum Role {
        /** What is not signal. */
        BACKGROUND,
        /** The signal of the Standard Model. */
        STANDARD_MODEL,
        /** The signal of new particles. */
        NEW_PARTICLES
    }

    /**
     * A channel of counts, or a data set of branching fractions.
     *
     * @param dataset id of the data set
     * @param name name of the channel; that of the data set for branching fractions
     * @param variable variable of the bin edges; empty for branching fractions, whose bins are numbered
     * @param unit its unit
     * @param bins the bins
     * @param processes what is expected, the background first
     * @param before sum of the processes before the fit
     * @param beforeError its standard deviation from the constraints of the nuisance parameters
     * @param after sum of the processes after the fit
     * @param afterError its standard deviation from the covariance of all parameters; null if the fit has none
     */
    public record Channel(
            String dataset,
            String name,
            String variable,
            String unit,
            List<Bin> bins,
            List<Process> processes,
            DoubleVector before,
            DoubleVector beforeError,
            DoubleVector after,
            @Nullable DoubleVector afterError) {
        /** {@return whether these are branching fractions and not counts} */
        public boolean isBranchingFractions() {
            return variable.isEmpty();
        }
    }

    /**
     * A bin, or a measured branching fraction.
     *
     * @param label what else defines the bin; the transition of a branching fraction
     * @param low lower edge
     * @param high upper edge
     * @param observed observed events, or the measured value
     * @param errorLow error of that downwards: the square root of a count
     * @param errorHigh error of that upwards
     */
    public record Bin(String label, double low, double high, double observed, double errorLow, double errorHigh) {}

    /**
     * What one process contributes.
     *
     * @param name its name in the data set, or of the hypothesis
     * @param role what it is
     * @param before before the fit, one number a bin
     * @param after after the fit
     */
    public record Process(String name, Role role, DoubleVector before, DoubleVector after) {}

    /**
     * Copies the notes.
     *
     * @param hypothesis {@code background}, {@code sm}, {@code rescaled-sm} or the id of a scenario
     * @param mass mass [GeV]; null without new particles
     * @param couplings best couplings, or {@code mu}
     * @param channels in the order of the data
     * @param notes what to know about the numbers; one line each
     */
    public YieldsResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return what to know about the numbers} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of(
                        "dataset",
                        "channel",
                        "bin",
                        "selection",
                        "low",
                        "high",
                        "observed",
                        "before",
                        "beforeError",
                        "after",
                        "afterError"))
                .independent("dataset", "channel", "bin", "selection");
        for (Channel channel : channels) {
            for (int i = 0; i < channel.bins.size(); i++) {
                Bin bin = channel.bins.get(i);
                table.row(Arrays.asList(
                        channel.dataset,
                        channel.name,
                        i,
                        bin.label,
                        bin.low,
                        bin.high,
                        bin.observed,
                        channel.before.at(i),
                        channel.beforeError.at(i),
                        channel.after.at(i),
                        channel.afterError == null ? null : (Double) channel.afterError.at(i)));
            }
        }
        return table.build();
    }

    @Override
    public List<Table> tables() {
        Table.Builder table = Table.of(List.of("dataset", "channel", "bin", "process", "role", "before", "after"))
                .independent("dataset", "channel", "bin", "process")
                .part("processes")
                .description("What every process contributes before and after the fit");
        for (Channel channel : channels) {
            for (Process process : channel.processes) {
                for (int i = 0; i < channel.bins.size(); i++) {
                    table.row(Arrays.<@Nullable Object>asList(
                            channel.dataset,
                            channel.name,
                            i,
                            process.name,
                            process.role.name().toLowerCase(Locale.ROOT),
                            process.before.at(i),
                            process.after.at(i)));
                }
            }
        }
        return List.of(table(), table.build());
    }
}
