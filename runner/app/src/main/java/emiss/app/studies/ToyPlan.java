package emiss.app.studies;

import emiss.api.DoubleVector;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.StudyDecoder;
import emiss.data.document.WorkLimit;
import emiss.inference.PseudoExperiment;
import emiss.inference.Toys;
import emiss.results.ToyCount;
import emiss.results.ToyDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How the toys of a study are split into points: hypothesis by hypothesis, in batches.
 *
 * @param hypotheses how many hypotheses have toys
 * @param toys how many toys each has
 */
record ToyPlan(int hypotheses, int toys) {
    static final Field TOYS = Field.optional(
            "toys",
            Kind.WHOLE,
            "how many toys there are of each hypothesis where there are toys; 2000 if it is not given");

    private static final int STANDARD = 2000;
    private static final int BATCH = 250;
    private static final int BINS = 60;

    /** Reads how many toys there are. */
    static int decode(StudyDecoder decoder) {
        int toys = decoder.whole(TOYS, STANDARD);
        if (toys < 1) {
            decoder.problem(TOYS, "toys is " + toys + ", expected at least 1");
        }
        checkWork(decoder, 1, toys);
        return toys;
    }

    /** Reports a problem if all hypotheses together have too many toys. */
    static void checkWork(StudyDecoder decoder, double hypotheses, int toys) {
        decoder.limit(WorkLimit.TOYS, hypotheses * toys, TOYS, "the study has", "toys");
    }

    private int batches() {
        return (toys + BATCH - 1) / BATCH;
    }

    /**
     * The computation of all toys; a batch of them is a point.
     *
     * @param at where a hypothesis is, for messages
     * @param drawn the toys of a hypothesis
     * @param statistics how many test statistics a toy has
     * @param fits what finds the test statistics of toys of a hypothesis; each is of one thread
     * @param combine makes the result from all points
     */
    Computation<ToyBatch> computation(
            IntFunction<String> at,
            Shared<Toys> drawn,
            int statistics,
            IntFunction<Function<PseudoExperiment, double[]>> fits,
            Function<Points<ToyBatch>, Outcome> combine) {
        return new Computation<>(
                ToyBatch.class,
                hypotheses * batches(),
                point -> "toys " + first(point) + " to " + (end(point) - 1) + at.apply(hypothesis(point)),
                point -> ToyBatch.run(
                        drawn.at(hypothesis(point)),
                        first(point),
                        end(point),
                        statistics,
                        fits.apply(hypothesis(point))),
                combine);
    }

    private int hypothesis(int point) {
        return point / batches();
    }

    private long first(int point) {
        return (long) (point % batches()) * BATCH;
    }

    /** The last toy of a point, exclusive. */
    private long end(int point) {
        return Math.min(toys, first(point) + BATCH);
    }

    /**
     * The toys of one hypothesis.
     *
     * @param statistics the test statistics, one row for each, with one number per toy
     * @param count how many there are, and which failed
     */
    record Collected(double[][] statistics, ToyCount count) {}

    /** Puts the toys of a hypothesis together. */
    Collected collect(Points<ToyBatch> points, int hypothesis) {
        return collect(points, hypothesis, hypothesis + 1);
    }

    /** Puts the toys of several hypotheses together. */
    Collected collect(Points<ToyBatch> points, int from, int to) {
        List<ToyBatch> batches = IntStream.range(from * batches(), to * batches())
                .mapToObj(points::at)
                .flatMap(Optional::stream)
                .toList();
        int rows = batches.isEmpty() ? 0 : batches.get(0).statistics().size();
        double[][] statistics = new double[rows][];
        for (int k = 0; k < rows; k++) {
            int row = k;
            statistics[k] = batches.stream()
                    .flatMapToDouble(
                            batch -> Arrays.stream(batch.statistics().get(row).toArray()))
                    .toArray();
        }
        List<ToyCount.Failure> failures = new ArrayList<>();
        for (ToyBatch batch : batches) {
            for (int i = 0; i < batch.failed().size(); i++) {
                failures.add(
                        new ToyCount.Failure(batch.seed(), (long) batch.failed().at(i)));
            }
        }
        int count = rows == 0 ? 0 : statistics[0].length;
        return new Collected(statistics, new ToyCount(count, failures.size(), failures));
    }

    /** The toys of a hypothesis; an exception if there are none. */
    Collected require(Points<ToyBatch> points, int hypothesis) {
        Collected found = collect(points, hypothesis);
        if (found.count.count() == 0) {
            throw new IllegalStateException(
                    points.problems().isEmpty()
                            ? "no toy was fitted"
                            : points.problems().get(0));
        }
        return found;
    }

    /**
     * A histogram of a test statistic.
     *
     * @param survival the asymptotic probability of larger values
     */
    static ToyDistribution distribution(double[] statistics, double observed, DoubleUnaryOperator survival) {
        double largest = Math.max(observed, Arrays.stream(statistics).max().orElse(1));
        double smallest = Math.min(observed, Arrays.stream(statistics).min().orElse(0));
        double to = Math.max(1, Math.ceil(1.02 * largest));
        double from = smallest > 0.3 * to ? Math.floor(smallest) : 0;
        double width = (to - from) / BINS;
        double[] toys = new double[BINS];
        for (double statistic : statistics) {
            toys[Math.min(BINS - 1, (int) ((statistic - from) / width))]++;
        }
        DoubleVector asymptotic = DoubleVector.generate(
                BINS,
                bin -> statistics.length
                        * (survival.applyAsDouble(from + bin * width)
                                - survival.applyAsDouble(from + (bin + 1) * width)));
        return new ToyDistribution(from, to, DoubleVector.of(toys), asymptotic);
    }
}
