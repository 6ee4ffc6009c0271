package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.MassScanResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows scans over the mass. */
final class MassScanView extends TypedView<MassScanResult> {
    /** A best point with this t or more is not better than the Standard Model. */
    static final double NO_BETTER = -1e-6;

    MassScanView() {
        super(MassScanResult.TYPE, "Mass scans");
    }

    @Override
    public String summary(MassScanResult result) {
        MassScanResult.Best best = result.best();
        if (best == null) {
            return result.scenario() + ": no mass was computed";
        }
        if (best.t() >= NO_BETTER) {
            return result.scenario() + ": nowhere better than the SM";
        }
        return ValueText.t(best.t()) + ", " + ValueText.sigmas(best.significance()) + " (mass floated "
                + ValueText.sigmas(best.significanceMassFloated()) + ")  " + result.scenario() + ": m = "
                + ValueText.measured(best.mass(), best.massInterval68()) + " GeV, "
                + ValueText.couplings(best.couplings(), best.couplingIntervals68())
                + Wording.plainDerived(best.derived(), best.derivedIntervals68());
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<MassScanResult> study) {
        MassScanResult result = study.result();
        MassScanResult.Best best = result.best();
        KeyNumbers numbers = new KeyNumbers();
        if (best != null) {
            numbers.mass("best ", best.mass(), best.massInterval68())
                    .couplings(best.couplings(), best.couplingIntervals68())
                    .derived(best.derived(), best.derivedIntervals68())
                    .row("<i>t</i>", Quantities.t(best.t()))
                    .significance(MathText.plain("local significance"), best.significance())
                    .significance(MathText.plain("mass floated"), best.significanceMassFloated())
                    .significance(MathText.plain("over the rescaled SM"), best.significanceOverRescaledSm())
                    .branchingFractions(best.branchingFractions())
                    .text(Wording.X, MathText.plain(study.invisible()));
        }
        Double mu = result.rescaledSm().mu();
        numbers.row(
                "rescaled Standard Model",
                "<i>t</i> = " + Quantities.t(result.rescaledSm().t()) + ", " + Wording.MU.html()
                        + (mu == null ? " is not determined" : " = " + Quantities.number(mu)));
        if (!result.betterThanRescaledSm().isEmpty()) {
            numbers.row("better than the rescaled SM", ranges(result.betterThanRescaledSm()));
        }
        return numbers;
    }

    private static String ranges(List<Interval> ranges) {
        return ranges.stream()
                        .map(range -> Stream.of(range.low(), range.high())
                                .map(end -> end == null ? "?" : ValueText.fixed(end, 2))
                                .collect(Collectors.joining(" to ")))
                        .collect(Collectors.joining(", "))
                + Quantities.GEV;
    }

    @Override
    public String finding(StudyInRun<MassScanResult> study) {
        MassScanResult.Best best = study.result().best();
        return best == null
                ? ""
                : "<p>" + Html.studyLink(study.id(), Html.escape(study.id())) + ": best at " + Notation.MASS.html()
                        + " = " + Quantities.mass(best.mass(), best.massInterval68()) + " with "
                        + Quantities.couplings(best.couplings(), best.couplingIntervals68()) + ", <i>t</i> = "
                        + Quantities.t(best.t()) + ", " + Quantities.sigma(best.significance()) + " local.</p>\n";
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<MassScanResult>> studies) {
        return MassScanFigure.figure(id, studies);
    }

    @Override
    public boolean isOverlaid() {
        return true;
    }
}
