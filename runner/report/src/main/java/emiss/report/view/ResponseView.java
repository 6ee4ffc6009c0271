package emiss.report.view;

import emiss.api.DoubleVector;
import emiss.data.document.Counted;
import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.ResponseResult;
import emiss.results.ResponseResult.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how data sets respond to decays, against the true q2. */
final class ResponseView extends TypedView<ResponseResult> {
    /** The branching fraction that events are given for. */
    private static final double PER = 1e-6;

    ResponseView() {
        super(ResponseResult.TYPE, "Responses of data sets");
    }

    @Override
    public String summary(ResponseResult result) {
        Response strongest = result.responses().stream()
                .max(Comparator.comparingDouble(ResponseView::most))
                .orElseThrow();
        int channels = result.responses().size();
        return Counted.of(channels, "response") + ", the strongest that of "
                + strongest.dataset() + "/"
                + strongest.channel() + ": up to " + ValueText.number(PER * most(strongest)) + " events of "
                + Notation.transition(strongest.transition()).unicode() + " per branching fraction of "
                + MathText.parse("10^{\u22126}").unicode();
    }

    private static double most(Response response) {
        double most = 0;
        for (int i = 0; i < response.total().size(); i++) {
            most = Math.max(most, response.total().at(i));
        }
        return most;
    }

    private static boolean isWhole(Response response) {
        return response.helicity().equals("total");
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<ResponseResult> study) {
        return new KeyNumbers();
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<ResponseResult>> studies) {
        Map<String, List<Response>> channels = new LinkedHashMap<>();
        for (StudyInRun<ResponseResult> study : studies) {
            for (Response response : study.result().responses()) {
                channels.computeIfAbsent(
                                response.dataset() + (response.selections().isEmpty() ? "" : "/" + response.channel()),
                                key -> new ArrayList<>())
                        .add(response);
            }
        }
        if (channels.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = channels.values().stream()
                .map(responses -> panel(studies.get(0), responses, channels.size() > 1))
                .toList();
        MathText caption = MathText.plain("Events per branching fraction of ")
                .then(MathText.parse("10^{\u22126} that is released in a bin of the true "))
                .then(Notation.Q2)
                .then(": the efficiency times the number of decaying mesons. Filled: all selections of a channel.")
                .then(Wording.incomplete(studies));
        return Optional.of(new Figure(id, MathText.plain("Response to decays"), caption, panels));
    }

    private static Panel panel(StudyInRun<ResponseResult> study, List<Response> responses, boolean titled) {
        List<Layer> layers = new ArrayList<>();
        Range x = new Range();
        int drawn = 0;
        for (Response response : responses) {
            Ink ink = Palette.variant(study.names().experimentInk(response.dataset()), drawn);
            MathText decay = Notation.transition(response.transition())
                    .then(isWhole(response) ? "" : ", " + response.helicity());
            MathText all = MathText.plain(response.channel() + ", ").then(decay);
            if (!response.selections().isEmpty()) {
                layers.add(new Layer.Histogram(all, ink.with(0.25), true, bins(response.q2(), response.total())));
            }
            layers.add(new Layer.Histogram(all, ink, false, bins(response.q2(), response.total())));
            for (ResponseResult.Selection selection : response.selections()) {
                drawn++;
                layers.add(new Layer.Histogram(
                        decay.then(", ").then(Notation.variables(selection.name())),
                        Palette.variant(study.names().experimentInk(response.dataset()), drawn),
                        false,
                        bins(response.q2(), selection.events())));
            }
            drawn++;
            x.include(response.q2().at(0))
                    .include(response.q2().at(response.q2().size() - 1));
        }
        Range y = new Range().include(0).includeY(layers);
        Response first = responses.get(0);
        Axis vertical = y.airyAxis(MathText.parse("events per 10^{\u22126}"), MathText.EMPTY);
        return new Panel(
                titled ? study.names().experiment(first.dataset()) : MathText.EMPTY,
                x.tightAxis(Notation.Q2, Notation.GEV2),
                vertical,
                layers);
    }

    private static List<Layer.Bin> bins(DoubleVector q2, DoubleVector events) {
        List<Layer.Bin> bins = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            bins.add(new Layer.Bin(q2.at(i), q2.at(i + 1), 0, PER * events.at(i)));
        }
        return bins;
    }
}
