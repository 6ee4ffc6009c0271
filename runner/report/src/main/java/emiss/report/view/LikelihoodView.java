package emiss.report.view;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.LikelihoodResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Shows the likelihood at given points. */
final class LikelihoodView extends TypedView<LikelihoodResult> {
    LikelihoodView() {
        super(LikelihoodResult.TYPE, "Likelihood at given points");
    }

    @Override
    public String summary(LikelihoodResult result) {
        return Counted.of(result.points().size(), "point")
                + result.points().stream()
                        .map(LikelihoodResult.Point::t)
                        .filter(Objects::nonNull)
                        .min(Double::compare)
                        .map(lowest -> ", lowest t = " + ValueText.fixed(lowest, 2))
                        .orElse("");
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<LikelihoodResult> study) {
        HtmlTable points = new HtmlTable("nntn").head("", "mass [GeV]", "point", "<i>t</i>");
        int count = 0;
        for (LikelihoodResult.Point point : study.result().points()) {
            count++;
            points.row(
                    String.valueOf(count),
                    Quantities.orNone(point.mass()),
                    point.mu() == null
                            ? Quantities.couplings(point.couplings(), Map.of())
                            : Wording.MU.html() + " = " + Quantities.number(point.mu()),
                    point.t() == null ? "not computed" : Quantities.t(point.t()));
        }
        return new KeyNumbers().below(points.html());
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<LikelihoodResult>> studies) {
        return LikelihoodFigure.figure(id, studies);
    }
}
