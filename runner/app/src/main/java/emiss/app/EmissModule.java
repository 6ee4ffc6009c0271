package emiss.app;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import emiss.api.experiment.DatasetReader;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.PluginFolders;
import emiss.app.plugin.TimeLimit;
import emiss.app.studies.CompareStudy;
import emiss.app.studies.CouplingPlaneStudy;
import emiss.app.studies.FitStudy;
import emiss.app.studies.GoodnessOfFitStudy;
import emiss.app.studies.ImpactsStudy;
import emiss.app.studies.IntervalStudy;
import emiss.app.studies.LikelihoodStudy;
import emiss.app.studies.MassScanStudy;
import emiss.app.studies.PosteriorStudy;
import emiss.app.studies.PredictStudy;
import emiss.app.studies.RateStudy;
import emiss.app.studies.ResponseStudy;
import emiss.app.studies.SignalStrengthStudy;
import emiss.app.studies.SignificanceStudy;
import emiss.app.studies.SpectrumStudy;
import emiss.app.studies.UpperLimitStudy;
import emiss.app.studies.YieldsStudy;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;

/** What the application is made of; a new study type is bound here. */
final class EmissModule extends AbstractModule {
    private EmissModule() {}

    /** The wired application. */
    static Injector injector() {
        // by default Guice generates classes in a module of its own, which cannot see ours
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        return Guice.createInjector(new EmissModule());
    }

    @Override
    protected void configure() {
        bind(DatasetReader.class).to(JsonDatasetReader.class);
        Multibinder<StudyType> studies = Multibinder.newSetBinder(binder(), StudyType.class);
        studies.addBinding().toInstance(RateStudy.TYPE);
        studies.addBinding().toInstance(SpectrumStudy.TYPE);
        studies.addBinding().toInstance(SignalStrengthStudy.TYPE);
        studies.addBinding().toInstance(FitStudy.TYPE);
        studies.addBinding().toInstance(MassScanStudy.TYPE);
        studies.addBinding().toInstance(CouplingPlaneStudy.TYPE);
        studies.addBinding().toInstance(UpperLimitStudy.TYPE);
        studies.addBinding().toInstance(IntervalStudy.TYPE);
        studies.addBinding().toInstance(SignificanceStudy.TYPE);
        studies.addBinding().toInstance(GoodnessOfFitStudy.TYPE);
        studies.addBinding().toInstance(ImpactsStudy.TYPE);
        studies.addBinding().toInstance(PosteriorStudy.TYPE);
        studies.addBinding().toInstance(PredictStudy.TYPE);
        studies.addBinding().toInstance(LikelihoodStudy.TYPE);
        studies.addBinding().toInstance(CompareStudy.TYPE);
        studies.addBinding().toInstance(YieldsStudy.TYPE);
        studies.addBinding().toInstance(ResponseStudy.TYPE);
    }

    @Provides
    @Singleton
    Catalogue plugins() {
        return Catalogue.of(PluginFolders.standard(), TimeLimit.standard());
    }

    @Provides
    @Singleton
    FormFactorLibrary formFactors() {
        return FormFactorLibrary.builtIn();
    }

    @Provides
    @Singleton
    StandardInputs standardInputs() {
        return StandardInputs.builtIn();
    }
}
