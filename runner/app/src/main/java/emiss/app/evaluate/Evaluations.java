package emiss.app.evaluate;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.Recent;
import emiss.app.config.RequestReader;
import emiss.app.config.RequestReader.Request;
import emiss.app.config.RequestReader.Surroundings;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.study.Field;
import emiss.app.study.Points.Attempt;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the likelihood at points that come one after the other, or many at once. The compiled likelihood and folded signals are
 * kept from one request to the next: a moved coupling costs one fit, a moved mass one folding more. Thread-safe.
 */
public final class Evaluations implements AutoCloseable {
    /** How many likelihoods are kept. */
    private static final int MOST = 8;

    /** How many points one task evaluates. */
    private static final int TOGETHER = 64;

    private final RequestReader reader;
    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final int threads;
    private final Foldings foldings;
    private final Recent<Surroundings, LikelihoodSession> sessions = new Recent<>(MOST);

    /**
     * Begins without any likelihood.
     *
     * @param reader reads requests
     * @param standardInputs the Standard-Model inputs that come with Emiss
     * @param formFactors the form-factor sets that do
     * @param threads how many threads a list of points is evaluated on
     */
    public Evaluations(
            RequestReader reader, StandardInputs standardInputs, FormFactorLibrary formFactors, int threads) {
        this.reader = reader;
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.threads = threads;
        foldings = new Foldings();
    }

    /**
     * Answers a request.
     *
     * @return the answer, or {@code points} with one for each point; a point that fails has {@code failed} with the reason
     * @throws DataFormatException listing every problem of the request with its line and column
     */
    public Map<String, @Nullable Object> evaluate(Node document) {
        Request<EvaluateRequest> request = reader.read(
                document,
                EvaluateRequest.FIELDS,
                (decoder, around) -> EvaluateRequest.decode(decoder, () -> nuisanceNames(around)));
        LikelihoodSession session = session(request.surroundings());
        EvaluateRequest asked = request.asked();
        if (!asked.isBatch()) {
            return answer(session, asked, 0);
        }
        return Map.of("points", answers(session, asked));
    }

    /** Ends the threads. */
    @Override
    public void close() {
        foldings.close();
    }

    /** The settings of a request, beside what a configuration says around its studies. */
    public static List<Field> fields() {
        return EvaluateRequest.FIELDS;
    }

    private LikelihoodSession session(Surroundings around) {
        return sessions.find(around)
                .orElseGet(() ->
                        sessions.keep(around, new LikelihoodSession(around, standardInputs, formFactors, foldings)));
    }

    private List<String> nuisanceNames(Surroundings around) {
        List<String> names = new ArrayList<>(session(around).analysis().model().nuisanceNames());
        session(around).analysis().standardModel().parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private static Map<String, @Nullable Object> answer(LikelihoodSession session, EvaluateRequest asked, int index) {
        try {
            return new PointAnswer(session, asked, asked.points().get(index)).answer();
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (Throwable failure) {
            return failed(Attempt.reason(failure));
        }
    }

    private static Map<String, @Nullable Object> failed(String reason) {
        return Map.of("failed", reason);
    }

    private List<Map<String, @Nullable Object>> answers(LikelihoodSession session, EvaluateRequest asked) {
        int count = asked.points().size();
        List<Map<String, @Nullable Object>> all = new ArrayList<>(count);
        try (Parallel parallel = new Parallel(threads, Progress.SILENT)) {
            List<Optional<List<Map<String, @Nullable Object>>>> parts = parallel.map(
                    (count + TOGETHER - 1) / TOGETHER,
                    part -> {
                        List<Map<String, @Nullable Object>> some = new ArrayList<>();
                        for (int i = part * TOGETHER; i < Math.min(count, (part + 1) * TOGETHER); i++) {
                            some.add(answer(session, asked, i));
                        }
                        return some;
                    },
                    part -> late(asked, part, parallel),
                    (some, part) -> {});
            parts.forEach(part -> all.addAll(part.orElse(List.of())));
        }
        return all;
    }

    private static List<Map<String, @Nullable Object>> late(EvaluateRequest asked, int part, Parallel parallel) {
        int count = Math.min(TOGETHER, asked.points().size() - part * TOGETHER);
        List<Map<String, @Nullable Object>> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(failed("a scenario " + parallel.limit().missed()));
        }
        return some;
    }
}
