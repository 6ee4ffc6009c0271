package emiss.report.view;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.Rounded;
import emiss.report.text.ValueText;
import emiss.results.YieldsResult;
import emiss.results.YieldsResult.Bin;
import emiss.results.YieldsResult.Channel;
import java.util.List;
import java.util.Optional;

/** Shows data and what is expected by process. */
final class YieldsView extends TypedView<YieldsResult> {
    YieldsView() {
        super(YieldsResult.TYPE, "Data and expectation");
    }

    @Override
    public String summary(YieldsResult result) {
        int bins = result.channels().stream()
                .mapToInt(channel -> channel.bins().size())
                .sum();
        return Counted.of(result.channels().size(), "channel") + ", " + Counted.of(bins, "bin") + ", fit of "
                + result.hypothesis()
                + (result.mass() == null ? "" : " at " + ValueText.setting(result.mass()) + " GeV")
                + (result.couplings().isEmpty() ? "" : ": " + ValueText.couplings(result.couplings()));
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<YieldsResult> study) {
        HtmlTable table =
                new HtmlTable("ttnnnn").head("channel", "bin", "data", "before the fit", "after it", "of it signal");
        for (Channel channel : study.result().channels()) {
            for (int i = 0; i < channel.bins().size(); i++) {
                Bin bin = channel.bins().get(i);
                int at = i;
                double signal = channel.processes().stream()
                        .filter(process -> process.role() != YieldsResult.Role.BACKGROUND)
                        .mapToDouble(process -> process.after().at(at))
                        .sum();
                table.row(
                        Html.escape(channel.dataset() + "/" + channel.name()),
                        Html.escape(bin.label())
                                + (bin.label().isEmpty() || channel.isBranchingFractions() ? "" : ", ")
                                + (channel.isBranchingFractions()
                                        ? ""
                                        : Quantities.number(bin.low()) + " to " + Quantities.number(bin.high())),
                        channel.isBranchingFractions()
                                ? Rounded.interval(
                                                bin.observed(),
                                                bin.observed() - bin.errorLow(),
                                                bin.observed() + bin.errorHigh())
                                        .mathText()
                                        .html()
                                : ValueText.fixed(bin.observed(), 0),
                        sum(channel.before().at(i), channel.beforeError().at(i)),
                        channel.afterError() == null
                                ? Quantities.number(channel.after().at(i))
                                : sum(
                                        channel.after().at(i),
                                        channel.afterError().at(i)),
                        Quantities.number(signal));
            }
        }
        return new KeyNumbers().below(Html.folded("Data and expectation in bins", table.html()));
    }

    private static String sum(double value, double error) {
        return Rounded.symmetric(value, error).mathText().html();
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<YieldsResult>> studies) {
        return YieldsFigure.figure(id, studies);
    }
}
