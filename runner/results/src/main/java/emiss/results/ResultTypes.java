package emiss.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of results that a reader knows. A new type of study adds its own to {@link #BUILT_IN}. */
public final class ResultTypes {
    /** Those of the program. */
    public static final ResultTypes BUILT_IN = new ResultTypes(List.of(
            RateResult.TYPE,
            SpectrumResult.TYPE,
            SignalStrengthResult.TYPE,
            FitResult.TYPE,
            MassScanResult.TYPE,
            CouplingPlaneResult.TYPE,
            UpperLimitResult.TYPE,
            IntervalResult.TYPE,
            SignificanceResult.TYPE,
            GoodnessOfFitResult.TYPE,
            ImpactsResult.TYPE,
            PosteriorResult.TYPE,
            PredictResult.TYPE,
            LikelihoodResult.TYPE,
            CompareResult.TYPE,
            YieldsResult.TYPE,
            ResponseResult.TYPE));

    private final Map<String, ResultType<?>> types = new LinkedHashMap<>();

    private ResultTypes(List<ResultType<?>> types) {
        types.forEach(type -> this.types.put(type.name(), type));
    }

    /**
     * {@return these types and one more}
     *
     * @param type the type; it goes before one of the same name
     */
    public ResultTypes with(ResultType<?> type) {
        List<ResultType<?>> more = new ArrayList<>(types.values());
        more.add(type);
        return new ResultTypes(more);
    }

    /**
     * {@return the type of that name}
     *
     * @param name the name
     */
    public Optional<ResultType<?>> find(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
