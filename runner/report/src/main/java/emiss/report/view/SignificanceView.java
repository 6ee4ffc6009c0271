package emiss.report.view;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.SignificanceResult;
import emiss.results.SignificanceResult.MassFloated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows significances. */
final class SignificanceView extends TypedView<SignificanceResult> {
    private static final Map<String, String> METHODS =
            Map.of("asymptotic", "asymptotic", "toys", "toys", "gross-vitells", "Gross-Vitells");

    SignificanceView() {
        super(SignificanceResult.TYPE, "Significances");
    }

    @Override
    public String summary(SignificanceResult result) {
        String subject = result.scenario() == null ? "mu" : result.scenario();
        Double mass = result.best().mass();
        String text = subject + (mass == null ? "" : " at " + ValueText.setting(mass) + " GeV") + ": "
                + ValueText.sigmas(result.local().sigma()) + " local";
        MassFloated floated = result.massFloated();
        return floated == null
                ? text
                : text + ", " + ValueText.sigmas(floated.sigma()) + " with the mass within " + range(floated) + " ("
                        + METHODS.getOrDefault(floated.method(), floated.method()) + ")";
    }

    private static String range(MassFloated floated) {
        return ValueText.setting(floated.masses().at(0)) + " to "
                + ValueText.setting(floated.masses().at(floated.masses().size() - 1)) + " GeV";
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<SignificanceResult> study) {
        SignificanceResult result = study.result();
        KeyNumbers numbers = new KeyNumbers()
                .row("tested hypothesis", result.nullHypothesis().equals("sm") ? "Standard Model" : "background alone");
        if (result.best().mass() != null) {
            numbers.mass("best ", result.best().mass(), null);
        }
        numbers.couplings(result.best().couplings(), Map.of())
                .row("<i>t</i>", Quantities.t(result.best().t()))
                .row(
                        "local",
                        p(
                                result.local().p(),
                                result.local().pError(),
                                result.local().sigma(),
                                result.local().method()));
        if (result.local().method().equals("toys")) {
            numbers.row(
                    "local, asymptotic",
                    p(
                            result.local().asymptotic().p(),
                            null,
                            result.local().asymptotic().sigma(),
                            "asymptotic"));
        }
        MassFloated floated = result.massFloated();
        if (floated != null) {
            numbers.row(
                    "mass within " + range(floated) + ", "
                            + Counted.of(floated.masses().size(), "step"),
                    p(floated.p(), floated.pError(), floated.sigma(), floated.method()));
            Double trials = result.trialFactor();
            if (trials != null) {
                numbers.row("trial factor", Quantities.number(trials));
            }
        }
        if (result.grossVitells() != null) {
            numbers.row(
                    "Gross-Vitells",
                    p(result.grossVitells().p(), null, result.grossVitells().sigma(), "gross-vitells")
                            + "<br>" + Quantities.number(result.grossVitells().upcrossings()) + " upcrossings of "
                            + Quantities.number(result.grossVitells().threshold()));
        }
        if (result.twoDof() != null) {
            numbers.row(
                    "mass as a parameter",
                    p(result.twoDof().p(), null, result.twoDof().sigma(), "asymptotic"));
        }
        if (result.toys() != null) {
            numbers.row("toys", toys(result.toys().count(), result.toys().failed()));
        }
        return numbers;
    }

    static String toys(int count, int failed) {
        return count + (failed == 0 ? "" : ", and " + failed + " in which a fit failed");
    }

    private static String p(double p, @Nullable Double error, double sigma, String method) {
        boolean isLimit = method.equals("toys") && error == null;
        return (isLimit ? "<i>p</i> &lt; " : "<i>p</i> = ") + Quantities.number(p)
                + (error == null ? "" : " \u00b1 " + Quantities.number(error)) + ", " + (isLimit ? "&gt; " : "")
                + Quantities.sigma(sigma) + " (" + Html.escape(METHODS.getOrDefault(method, method)) + ")";
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<SignificanceResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        for (StudyInRun<SignificanceResult> study : studies) {
            SignificanceResult result = study.result();
            if (!result.scan().isEmpty()) {
                panels.add(scan(study));
            }
            if (result.distribution() != null) {
                panels.add(DistributionPanel.of(
                        MathText.plain("toys"),
                        MathText.plain(
                                result.scan().isEmpty() ? "test statistic" : "largest test statistic of all masses"),
                        result.distribution(),
                        -result.best().t()));
            }
        }
        MathText caption = MathText.parse(
                        "The improvement \u2212*t* of \u22122 ln *L* over the hypothesis that is tested, and its"
                                + " distribution if that hypothesis is true; the last bin holds all larger values.")
                .then(Wording.remarks(studies));
        return Figure.of(id, MathText.plain("Significance"), caption, panels);
    }

    private static Panel scan(StudyInRun<SignificanceResult> study) {
        Pieces line = new Pieces();
        Range x = new Range();
        for (SignificanceResult.AtMass point : study.result().scan()) {
            line.add(point.mass(), point.t() == null ? null : -point.t());
            x.include(point.mass());
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Curve(Wording.scenarioAndCouplings(study), study.couplingInk(), line.all()));
        SignificanceResult.GrossVitells upcrossings = study.result().grossVitells();
        if (upcrossings != null) {
            layers.add(new Layer.Rule(
                    MathText.plain("threshold of upcrossings"),
                    Palette.GUIDE,
                    Layer.Orientation.HORIZONTAL,
                    upcrossings.threshold()));
        }
        Range y = new Range().include(0).includeY(layers);
        return new Panel(
                MathText.plain("data"),
                x.tightAxis(Notation.MASS, Notation.GEV),
                y.airyAxis(MathText.parse("\u2212*t*"), MathText.EMPTY),
                layers);
    }
}
