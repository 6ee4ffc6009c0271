package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches around a best fit that visit lower ones. */
class LowestMinimumTest {
    private static final double[] PHI = {2};
    private static final Interval FOUND = Interval.failed("what the search finds");

    private final BinnedModel model = Models.counts(new double[] {12}, new double[] {9.5});
    private final SignalModel signal = SignalModel.scaled("s", new double[] {1});
    private final Fitter fitter = new Fitter(model);
    private FitResult best;
    private LowestMinimum minimum;
    private int searches;

    @BeforeEach
    void fit() {
        best = fitter.fit(model.observedData(), signal);
        minimum = new LowestMinimum(fitter, model.observedData(), signal, best);
    }

    private double rise(double difference) {
        return minimum.rise(best, best.deviance() + difference, PHI);
    }

    @Test
    void higherPointsRise() {
        assertThat(rise(1.5)).isCloseTo(1.5, within(1e-12));
        assertThat(minimum.isBeaten()).isFalse();
    }

    @Test
    void roundingIsNoLowerPoint() {
        assertThat(rise(-5e-6)).isZero();
        assertThat(minimum.isBeaten()).isFalse();
    }

    @Test
    void aLowerPointIsTheNextStart() {
        assertThat(rise(-1)).isZero();
        assertThat(minimum.isBeaten()).isTrue();

        minimum.improve();

        assertThat(minimum.isBeaten()).isFalse();
        assertThat(minimum.best()).isNotSameAs(best);
        assertThat(minimum.best().signalParameters()[0]).isCloseTo(2.5, within(1e-5));
    }

    @Test
    void aSearchIsRepeatedUntilItVisitsNoLowerPoint() {
        Interval interval = minimum.interval(() -> {
            searches++;
            rise(searches < 3 ? -1 : 1);
            return FOUND;
        });

        assertThat(interval).isSameAs(FOUND);
        assertThat(searches).isEqualTo(3);
    }

    @Test
    void aSearchThatAlwaysVisitsALowerPointFails() {
        Interval interval = minimum.interval(() -> {
            searches++;
            rise(-1);
            return FOUND;
        });

        assertThat(interval.toString()).contains("the profile keeps finding lower minima");
        assertThat(searches).isEqualTo(3);
    }

    @Test
    void theFitIsOfTheSignal() {
        SignalModel none = SignalModel.fixed(new double[] {0});
        assertThatThrownBy(() -> new LowestMinimum(fitter, model.observedData(), none, best))
                .hasMessage("the fit has 1 parameters of interest, expected 0");
    }
}
