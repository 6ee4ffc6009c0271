package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.RateResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows rates at given couplings. */
final class RateView extends TypedView<RateResult> {
    private static final int BRANCHING_FRACTION_DIGITS = 4;

    RateView() {
        super(RateResult.TYPE, "Decay rates");
    }

    @Override
    public String summary(RateResult result) {
        return result.scenario() + ": " + Wording.plainBranchingFraction(result.transition()) + " = "
                + ValueText.number(result.branchingFraction(), BRANCHING_FRACTION_DIGITS)
                + (result.couplings().isEmpty() ? "" : " at " + ValueText.couplings(result.couplings()))
                + (hasPolarisation(result) ? ", F_L = " + ValueText.number(result.longitudinalFraction()) : "");
    }

    @Override
    public String summary(StudyInRun<RateResult> study) {
        return summary(study.result()) + "; X: " + study.invisible();
    }

    /** A pseudoscalar has no other longitudinal fraction than 1. */
    private static boolean hasPolarisation(RateResult result) {
        return result.longitudinalFraction() != null && result.longitudinalFraction() < 1;
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<RateResult> study) {
        RateResult result = study.result();
        KeyNumbers numbers = new KeyNumbers()
                .branchingFractions(Map.of(result.transition(), result.branchingFraction()))
                .row("width", Quantities.number(result.width()) + Quantities.GEV);
        if (hasPolarisation(result)) {
            numbers.number(MathText.parse("*F*_{L}"), result.longitudinalFraction(), null);
        }
        numbers.text(Wording.X, MathText.plain(study.invisible()));
        return numbers.couplings(result.couplings(), Map.of());
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<RateResult>> studies) {
        return RateFigure.figure(id, studies);
    }
}
