package emiss.report.view;

import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.Result;
import emiss.results.ResultType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the single numbers of a study of a type that has no view, for example one of a later version. */
final class OtherView extends TypedView<Result> {
    OtherView(String name) {
        super(new ResultType<>(name, Result.class), name);
    }

    @Override
    public String summary(Result result) {
        return numbers(result).entrySet().stream()
                .map(number -> number.getKey() + " = " + ValueText.number(number.getValue()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<Result> study) {
        KeyNumbers numbers = new KeyNumbers();
        numbers(study.result()).forEach((label, value) -> numbers.row(Html.code(label), Quantities.number(value)));
        return numbers;
    }

    private static Map<String, Double> numbers(Result result) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (result.tree() instanceof Map<?, ?> fields) {
            fields.forEach((label, value) -> {
                if (value instanceof Number number) {
                    numbers.put(String.valueOf(label), number.doubleValue());
                }
            });
        }
        return numbers;
    }
}
