package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scenario looks like: its spectra in q2, or its events in the bins of the data. */
public sealed interface SpectrumResult extends Result {
    /** The type of these results. */
    ResultType<SpectrumResult> TYPE = new ResultType<>("spectrum", SpectrumResult.class);

    /**
     * Spectra in q2.
     *
     * @param curves one per mass
     * @param notes what to know about the numbers; one line each
     */
    record Curves(List<Curve> curves, @Nullable List<String> notes) implements SpectrumResult {
        /**
         * Copies the notes.
         *
         * @param curves one per mass
         * @param notes what to know about the numbers; one line each
         */
        public Curves {
            notes = notes == null ? List.of() : List.copyOf(notes);
        }

        /** {@return what to know about the numbers; none in results of version 0.1} */
        @Override
        public List<String> notes() {
            return notes == null ? List.of() : notes;
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of("mass[GeV]", "q2[GeV2]", "value", "low", "high"));
            for (Curve curve : curves) {
                for (int i = 0; i < curve.q2.size(); i++) {
                    table.row(Arrays.asList(
                            curve.mass, curve.q2.at(i), curve.value.at(i), curve.low.at(i), curve.high.at(i)));
                }
            }
            return table.independent("mass[GeV]", "q2[GeV2]").build();
        }
    }

    /**
     * A spectrum at one mass.
     *
     * @param mass mass [GeV]
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param value dB/dq2 [1/GeV^2], or the same divided by its integral
     * @param low value minus one standard deviation from the form factors
     * @param high value plus one standard deviation from the form factors
     */
    record Curve(double mass, DoubleVector q2, DoubleVector value, DoubleVector low, DoubleVector high) {}

    /**
     * Events in the bins of the data that respond to the signal.
     *
     * @param couplings the couplings that were used; empty for the Standard Model alone
     * @param bins in the order of the data
     */
    record Bins(Map<String, Complex> couplings, List<Bin> bins) implements SpectrumResult {
        @Override
        public Table table() {
            return Table.rows(bins)
                    .key("channel", Bin::channel)
                    .key("variable", Bin::variable)
                    .key("selection", Bin::selection)
                    .column("low", Bin::low)
                    .column("high", Bin::high)
                    .column("observed", Bin::observed)
                    .column("background", Bin::background)
                    .column("sm", Bin::sm)
                    .column("rescaledSm", Bin::rescaledSm)
                    .column("signal", Bin::signal)
                    .column("backgroundRescaledSm", Bin::backgroundRescaledSm)
                    .build();
        }
    }

    /**
     * One bin of the data.
     *
     * @param channel data set and channel
     * @param variable variable of the bin edges with its unit
     * @param selection what else defines the bin
     * @param low lower edge
     * @param high upper edge
     * @param observed observed events
     * @param background expected background with the nuisance parameters fitted for this signal
     * @param sm expected events of the Standard Model
     * @param rescaledSm the same times the best mu
     * @param signal expected events of new particles
     * @param backgroundRescaledSm expected background with the nuisance parameters fitted for the rescaled Standard Model, the same in
     *     every study of the same data; null in earlier results
     */
    record Bin(
            String channel,
            String variable,
            String selection,
            double low,
            double high,
            double observed,
            double background,
            double sm,
            double rescaledSm,
            double signal,
            @Nullable Double backgroundRescaledSm) {}
}
