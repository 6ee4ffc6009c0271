package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.SignalStrengthResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows strengths of the Standard-Model signal. */
final class SignalStrengthView extends TypedView<SignalStrengthResult> {
    SignalStrengthView() {
        super(SignalStrengthResult.TYPE, "Rescaled Standard Model");
    }

    @Override
    public String summary(SignalStrengthResult result) {
        return (result.mu() == null
                        ? "mu is not determined"
                        : "mu = " + ValueText.measured(result.mu(), result.interval68()))
                + sigmas(result.sigmaFromSm(), "the SM")
                + sigmas(result.sigmaFromNoSignal(), "no signal");
    }

    private static String sigmas(@Nullable Double sigma, String from) {
        return sigma == null ? "" : ", " + ValueText.sigmas(sigma) + " from " + from;
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<SignalStrengthResult> study) {
        SignalStrengthResult result = study.result();
        KeyNumbers numbers = new KeyNumbers();
        if (result.mu() == null) {
            numbers.text(Wording.MU, MathText.plain("not determined"));
        } else {
            numbers.number(Wording.MU, result.mu(), result.interval68());
        }
        Double fromStandardModel = result.sigmaFromSm();
        if (fromStandardModel != null) {
            numbers.significance(MathText.parse("from the Standard Model (*\u03bc* = 1)"), fromStandardModel);
        }
        Double fromNoSignal = result.sigmaFromNoSignal();
        if (fromNoSignal != null) {
            numbers.significance(MathText.parse("from no signal (*\u03bc* = 0)"), fromNoSignal);
        }
        return numbers.row("\u22122 ln <i>L</i>, saturated model 0", ValueText.fixed(result.minus2LnL(), 2));
    }

    @Override
    public String finding(StudyInRun<SignalStrengthResult> study) {
        Double mu = study.result().mu();
        return mu == null
                ? ""
                : "<p>Standard Model with a free normalisation (" + Html.studyLink(study.id(), Html.escape(study.id()))
                        + "): <i>\u03bc</i> = "
                        + Quantities.measured(mu, study.result().interval68()) + ".</p>\n";
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<SignalStrengthResult>> studies) {
        return StrengthFigure.figure(id, studies);
    }
}
