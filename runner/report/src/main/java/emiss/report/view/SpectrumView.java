package emiss.report.view;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.SpectrumResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows spectra in q2, and events in bins. */
final class SpectrumView extends TypedView<SpectrumResult> {
    SpectrumView() {
        super(SpectrumResult.TYPE, "Spectra and events");
    }

    @Override
    public String summary(SpectrumResult result) {
        if (result instanceof SpectrumResult.Bins events) {
            double sm =
                    events.bins().stream().mapToDouble(SpectrumResult.Bin::sm).sum();
            double signal = events.bins().stream()
                    .mapToDouble(SpectrumResult.Bin::signal)
                    .sum();
            return Counted.of(events.bins().size(), "bin") + ", " + ValueText.fixed(sm, 1) + " SM events"
                    + (events.couplings().isEmpty()
                            ? ""
                            : " and " + ValueText.fixed(signal, 1) + " of new particles at "
                                    + ValueText.couplings(events.couplings()));
        }
        List<SpectrumResult.Curve> curves = ((SpectrumResult.Curves) result).curves();
        return Counted.of(curves.size(), "curve") + ": m = "
                + curves.stream().map(curve -> ValueText.setting(curve.mass())).collect(Collectors.joining(", "))
                + " GeV";
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<SpectrumResult> study) {
        if (!(study.result() instanceof SpectrumResult.Bins result)) {
            return new KeyNumbers();
        }
        HtmlTable events = new HtmlTable("ttnnnnnn")
                .head("channel", "selection", "bin", "data", "background", "SM", "rescaled SM", "new particles");
        for (SpectrumResult.Bin bin : result.bins()) {
            events.row(
                    Html.escape(bin.channel()),
                    Html.escape(bin.selection()),
                    Quantities.number(bin.low()) + " to " + Quantities.number(bin.high()),
                    ValueText.fixed(bin.observed(), 0),
                    ValueText.fixed(bin.background(), 1),
                    ValueText.fixed(bin.sm(), 1),
                    ValueText.fixed(bin.rescaledSm(), 1),
                    ValueText.fixed(bin.signal(), 1));
        }
        String variables = result.bins().stream()
                .map(bin -> Html.escape(bin.variable()))
                .filter(variable -> !variable.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return new KeyNumbers().below(Html.folded("Events in bins of " + variables, events.html()));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<SpectrumResult>> studies) {
        List<Figure> parts = Stream.of(
                        SpectrumFigure.figure(id, only(SpectrumResult.Curves.class, studies)),
                        EventsFigure.figure(id, only(SpectrumResult.Bins.class, studies)))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Figure.beside(id, parts));
    }

    private static <R extends SpectrumResult> List<StudyInRun<R>> only(
            Class<R> kind, List<StudyInRun<SpectrumResult>> studies) {
        return studies.stream().flatMap(study -> study.as(kind).stream()).toList();
    }
}
