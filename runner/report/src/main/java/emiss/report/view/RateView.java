package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.RateResult;
import emiss.results.ResultType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows rates at given couplings. */
final class RateView implements StudyView<RateResult> {
    private static final int BRANCHING_FRACTION_DIGITS = 4;

    @Override
    public ResultType<RateResult> type() {
        return RateResult.TYPE;
    }

    @Override
    public String heading() {
        return "Decay rates";
    }

    @Override
    public String summary(RateResult result) {
        return result.scenario() + ": B("
                + Notation.transition(result.transition()).unicode() + ") = "
                + ValueText.number(result.branchingFraction(), BRANCHING_FRACTION_DIGITS)
                + (result.couplings().isEmpty() ? "" : " at " + ValueText.couplings(result.couplings()));
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<RateResult> study) {
        RateResult result = study.result();
        KeyNumbers numbers = new KeyNumbers()
                .branchingFractions(Map.of(result.transition(), result.branchingFraction()))
                .row("width", Quantities.number(result.width()) + KeyNumbers.GEV);
        Double longitudinal = result.longitudinalFraction();
        // a pseudoscalar has no other fraction than 1
        if (longitudinal != null && longitudinal < 1) {
            numbers.number(MathText.parse("*F*_{L}"), longitudinal, null);
        }
        return numbers.couplings(result.couplings(), Map.of());
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<RateResult>> studies) {
        return RateFigure.figure(id, studies);
    }
}
