package emiss.results;

import emiss.api.DoubleVector;
import java.util.Arrays;
import java.util.List;

/**
 * How data sets respond to decays: events by true q2.
 *
 * @param responses one for each channel, transition and part of the rate
 */
public record ResponseResult(List<Response> responses) implements Result {
    /** The type of these results. */
    public static final ResultType<ResponseResult> TYPE = new ResultType<>("response", ResponseResult.class);

    /**
     * The response of a channel.
     *
     * @param dataset id of the data set
     * @param channel name of the channel
     * @param transition the transition, or several with their weights
     * @param helicity the part of the rate: {@code total}, {@code longitudinal} or {@code transverse}
     * @param q2 edges of the bins of the true q2 [GeV^2]
     * @param total events in all bins of the channel per unit branching fraction in a bin of q2
     * @param selections the same in its selections, by name; none if it has only one
     */
    public record Response(
            String dataset,
            String channel,
            String transition,
            String helicity,
            DoubleVector q2,
            DoubleVector total,
            List<Selection> selections) {}

    /**
     * Bins of a channel that have a selection in common.
     *
     * @param name the selection
     * @param events events in them per unit branching fraction in a bin of q2
     */
    public record Selection(String name, DoubleVector events) {}

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of(
                        "dataset",
                        "channel",
                        "transition",
                        "helicity",
                        "selection",
                        "q2_low[GeV2]",
                        "q2_high[GeV2]",
                        "eventsPerBranchingFraction"))
                .independent(
                        "dataset", "channel", "transition", "helicity", "selection", "q2_low[GeV2]", "q2_high[GeV2]");
        for (Response response : responses) {
            add(table, response, "", response.total);
            response.selections.forEach(selection -> add(table, response, selection.name, selection.events));
        }
        return table.build();
    }

    private static void add(Table.Builder table, Response response, String selection, DoubleVector events) {
        for (int i = 0; i < events.size(); i++) {
            table.row(Arrays.asList(
                    response.dataset,
                    response.channel,
                    response.transition,
                    response.helicity,
                    selection,
                    response.q2.at(i),
                    response.q2.at(i + 1),
                    events.at(i)));
        }
    }
}
