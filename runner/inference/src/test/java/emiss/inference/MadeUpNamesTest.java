package emiss.inference;

import static emiss.inference.Workspaces.channel;
import static emiss.inference.Workspaces.modifier;
import static emiss.inference.Workspaces.mu;
import static emiss.inference.Workspaces.observation;
import static emiss.inference.Workspaces.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Systematic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that are made up for the parts of sets are nobody's name. Reference values are those of pyhf 0.7 with a tight fit. */
class MadeUpNamesTest {
    private static void check(CountingData data, double mu, double low, double high) {
        BinnedModel model = BinnedModel.of(List.of(data));
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(model), model.observedData(), SignalModel.scaled("mu", model.smTemplate()));
        Interval interval = profile.interval(0, 1);
        assertThat(profile.best().signalParameters()[0]).isCloseTo(mu, within(6e-4));
        assertThat(interval.low()).isCloseTo(low, within(6e-4));
        assertThat(interval.high()).isCloseTo(high, within(6e-4));
    }

    /** A set that is split by channel, beside one whose name is that of a part. */
    @Test
    void aPartOfASetBesideASetOfItsName() {
        CountingData data = Workspaces.dataset(Workspaces.workspace(
                channel(
                                "east",
                                sample("new", "[5.0, 10.0]", mu()),
                                sample("old", "[30.0, 20.0]", modifier("staterror", "mc", "[1.0, 2.0]")))
                        + ", "
                        + channel(
                                "west",
                                sample(
                                        "old",
                                        "[20.0, 10.0]",
                                        modifier("staterror", "mc", "[1.0, 2.0]"),
                                        modifier("staterror", "mc_east", "[2.0, 1.0]"))),
                observation("east", "[37, 31]") + ", " + observation("west", "[19, 12]"),
                ""));
        check(data, 1.158, 0.643, 1.717);
        assertThat(BinnedModel.of(List.of(data)).nuisanceNames())
                .containsExactlyInAnyOrder(
                        "w/mc_east_[0]",
                        "w/mc_east_[1]",
                        "w/mc_west[0]",
                        "w/mc_west[1]",
                        "w/mc_east[0]",
                        "w/mc_east[1]");
    }

    /** A set of factors beside a parameter that is called like one of them. */
    @Test
    void aBinOfASetBesideAParameterOfItsName() {
        CountingData data = Workspaces.dataset(Workspaces.workspace(
                channel(
                        "SR[0]",
                        sample("new", "[12.0, 5.0]", mu()),
                        sample(
                                "old",
                                "[80.0, 60.0]",
                                modifier("normsys", "mc[1]", "{\"lo\": 0.93, \"hi\": 1.08}"),
                                modifier("staterror", "mc", "[2.0, 1.8]"),
                                modifier("normsys", "true", "{\"lo\": 0.9, \"hi\": 1.1}"),
                                modifier("normsys", "1.5", "{\"lo\": 0.9, \"hi\": 1.1}"))),
                observation("SR[0]", "[104, 68]"),
                ""));
        check(data, 2.014, 0.635, 3.358);
        assertThat(BinnedModel.of(List.of(data)).nuisanceNames())
                .containsExactlyInAnyOrder("w/mc[1]", "w/true", "w/1.5", "w/mc_[0]", "w/mc_[1]");
    }

    /** A parameter that data sets share, called like what the id of another data set makes of a private one. */
    @Test
    void aPrivateParameterBesideASharedOneOfItsFullName() {
        CountingData one = data("a", "b/rate");
        CountingData other = data("b", "rate");
        assertThat(BinnedModel.of(List.of(one, other)).nuisanceNames()).containsExactly("b/rate", "b/rate_");
    }

    private static CountingData data(String id, String parameter) {
        return Models.counting(
                id,
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("b", new double[] {9}, new Systematic.NormSys(parameter, 0.8, 1.2))));
    }

    @Test
    void constraintsHaveAWidth() {
        CountingData data = Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("b", new double[] {9}, new Systematic.Lumi("l", 1, 1e-320))));
        assertThatThrownBy(() -> BinnedModel.of(List.of(data)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the constraint of parameter d/l has the width 1.0E-320, expected 1.0E-30 to 1.0E30");
    }

    /** Sets of all kinds beside a parameter called like one of their parts. */
    @Test
    void partsOfAnySetAreNobodysName() {
        for (Systematic set : List.of(
                new Systematic.ShapeFactor("f"),
                new Systematic.ShapeSys("f", DoubleVector.of(3)),
                Models.statError("f", 3))) {
            CountingData data = Models.counting(
                    "d",
                    Models.channel(
                            "c",
                            new double[] {7},
                            Models.background("b", new double[] {9}, new Systematic.NormSys("f[0]", 0.8, 1.2), set)));
            assertThat(BinnedModel.of(List.of(data)).nuisanceNames()).containsExactlyInAnyOrder("d/f[0]", "d/f_[0]");
        }
    }
}
