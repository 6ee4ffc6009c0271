package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.ResultType;
import emiss.results.SignalStrengthResult;
import java.util.List;
import java.util.Optional;

/** Shows strengths of the Standard-Model signal. */
final class SignalStrengthView implements StudyView<SignalStrengthResult> {
    @Override
    public ResultType<SignalStrengthResult> type() {
        return SignalStrengthResult.TYPE;
    }

    @Override
    public String heading() {
        return "Rescaled Standard Model";
    }

    @Override
    public String summary(SignalStrengthResult result) {
        return "mu = " + ValueText.measured(result.mu(), result.interval68()) + ", "
                + ValueText.sigmas(result.sigmaFromSm()) + " from the SM, "
                + ValueText.sigmas(result.sigmaFromNoSignal()) + " from no signal";
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<SignalStrengthResult> study) {
        SignalStrengthResult result = study.result();
        return new KeyNumbers()
                .number(Wording.MU, result.mu(), result.interval68())
                .significance(MathText.parse("from the Standard Model (*\u03bc* = 1)"), result.sigmaFromSm())
                .significance(MathText.parse("from no signal (*\u03bc* = 0)"), result.sigmaFromNoSignal())
                .row("\u22122 ln <i>L</i>, saturated model 0", ValueText.fixed(result.minus2LnL(), 2));
    }

    @Override
    public String finding(StudyInRun<SignalStrengthResult> study) {
        return "<p>Standard Model with a free normalisation (" + Html.studyLink(study.id(), Html.escape(study.id()))
                + "): <i>\u03bc</i> = "
                + Quantities.measured(study.result().mu(), study.result().interval68()) + ".</p>\n";
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<SignalStrengthResult>> studies) {
        return StrengthFigure.figure(id, studies);
    }
}
