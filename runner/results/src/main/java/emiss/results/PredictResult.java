package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the best fit of a scenario predicts.
 *
 * @param scenario id of the scenario
 * @param mass mass [GeV]
 * @param t -2 ln(L/L_SM) of the fit with form factors fixed, which the predictions are from
 * @param couplings its couplings
 * @param predictions branching fractions and longitudinal fractions
 * @param curves spectra of new particles
 * @param measured branching fractions that were measured
 * @param notes what to know about the numbers; one line each
 */
public record PredictResult(
        String scenario,
        double mass,
        double t,
        Map<String, Complex> couplings,
        List<Prediction> predictions,
        List<Curve> curves,
        List<Measured> measured,
        List<String> notes)
        implements Result {
    /** The type of these results. */
    public static final ResultType<PredictResult> TYPE = new ResultType<>("predict", PredictResult.class);

    /**
     * A quantity; errors are absolute, one standard deviation.
     *
     * @param quantity {@code B} for a branching fraction, {@code FL} for the longitudinal fraction
     * @param transition id of the transition
     * @param includesSm whether the Standard Model is in it
     * @param value the value
     * @param interval68 where it is, errors of fit and form factors added in quadrature
     * @param fitError what the fit adds, downwards and upwards, both positive
     * @param formFactorError standard deviation from form factors, linear
     * @param formFactorErrors the same by process
     * @param draws values for random form factors; null without draws
     */
    public record Prediction(
            String quantity,
            String transition,
            boolean includesSm,
            double value,
            Interval interval68,
            Errors fitError,
            double formFactorError,
            Map<String, Double> formFactorErrors,
            @Nullable Draws draws) {}

    /**
     * Errors; written as a list.
     *
     * @param down downwards, positive; null if the data limit nothing on this side
     * @param up upwards, positive; null likewise
     */
    @AsList
    public record Errors(@Nullable Double down, @Nullable Double up) {
        /**
         * Errors of which those that are not finite are null.
         *
         * @param down downwards, positive
         * @param up upwards, positive
         */
        public Errors(double down, double up) {
            this(finite(down), finite(up));
        }

        private static @Nullable Double finite(double error) {
            return Double.isFinite(error) ? (Double) error : null;
        }
    }

    /**
     * The values for form factors drawn at random, couplings fitted anew for each.
     *
     * @param count how many
     * @param mean their mean
     * @param standardDeviation their standard deviation
     * @param interval68 their 16 and 84 % quantiles
     */
    public record Draws(int count, double mean, double standardDeviation, Interval interval68) {}

    /**
     * A spectrum of new particles.
     *
     * @param transition id of the transition
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param value dB/dq2 [1/GeV^2]
     * @param low lower end of the 68 % interval, of fit and form factors
     * @param high its upper end
     */
    public record Curve(String transition, DoubleVector q2, DoubleVector value, DoubleVector low, DoubleVector high) {}

    /**
     * A branching fraction that was measured, the Standard Model included.
     *
     * @param transition id of the transition
     * @param experiment id of the data set
     * @param value what was measured
     * @param errorLow its downward error
     * @param errorHigh its upward error
     * @param limit90 upper limit at 90 % (CLs of a normal variable)
     */
    public record Measured(
            String transition, String experiment, double value, double errorLow, double errorHigh, double limit90) {}

    @Override
    public Table table() {
        return Table.rows(predictions)
                .key("quantity", Prediction::quantity)
                .key("transition", Prediction::transition)
                .key("includesSm", Prediction::includesSm)
                .column("value", Prediction::value)
                .column("value_low68", found -> found.interval68.low())
                .column("value_high68", found -> found.interval68.high())
                .column("fitErrorDown", found -> found.fitError.down)
                .column("fitErrorUp", found -> found.fitError.up)
                .column("formFactorError", Prediction::formFactorError)
                .column("drawsStandardDeviation", found -> found.draws == null ? null : found.draws.standardDeviation)
                .build();
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return Pointers.item(pointer, "/predictions/", predictions, "/value").map(Prediction::interval68);
    }
}
