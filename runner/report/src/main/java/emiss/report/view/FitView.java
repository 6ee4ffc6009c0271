package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.FitResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows fits of couplings. */
final class FitView extends TypedView<FitResult> {
    private static final int MOST_PULLS = 3;

    FitView() {
        super(FitResult.TYPE, "Fits");
    }

    @Override
    public String summary(FitResult result) {
        return ValueText.t(result.t()) + ", " + ValueText.sigmas(result.significance())
                + (result.massFixed() ? "" : " (mass floated)") + "  " + result.scenario() + ": m = "
                + (result.massFixed()
                        ? ValueText.setting(result.mass())
                        : ValueText.measured(result.mass(), result.massInterval68()))
                + " GeV, "
                + (result.couplings().isEmpty()
                        ? "no sensitivity"
                        : ValueText.couplings(result.couplings(), result.intervals68())
                                + Wording.plainDerived(result.derived(), result.intervals68()));
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<FitResult> study) {
        FitResult result = study.result();
        KeyNumbers numbers = new KeyNumbers()
                .mass(result.massFixed() ? "fixed " : "", result.mass(), result.massInterval68())
                .couplings(result.couplings(), result.intervals68())
                .derived(result.derived(), result.intervals68())
                .row("<i>t</i>", Quantities.t(result.t()));
        Double local = result.massFixed() ? (Double) result.significance() : result.localSignificance();
        if (local != null) {
            numbers.significance(MathText.plain("local significance"), local);
        }
        if (!result.massFixed()) {
            numbers.significance(MathText.plain("mass floated"), result.significance());
        }
        return numbers.branchingFractions(result.branchingFractions())
                .text(Wording.X, MathText.plain(study.invisible()))
                .row(
                        "largest pulls",
                        PullsFigure.largest(result, MOST_PULLS).stream()
                                .map(pull -> Html.code(pull.getKey()) + " " + ValueText.fixed(pull.getValue(), 2))
                                .collect(Collectors.joining("<br>")));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<FitResult>> studies) {
        return PullsFigure.figure(id, studies);
    }
}
