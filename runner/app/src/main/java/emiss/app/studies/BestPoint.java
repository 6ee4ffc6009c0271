package emiss.app.studies;

import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.MassProfile;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import java.util.List;
import java.util.Optional;

/** The best point of a study that fits couplings, as a fit that can be gone on with. */
public final class BestPoint {
    private BestPoint() {}

    /**
     * Fits again what the study fits; at the best mass if there are several.
     *
     * @return empty if the study fits no couplings, or its fit converged nowhere
     */
    public static Optional<CouplingFit> of(Study study, StudyContext context) {
        if (study instanceof FitStudy fitStudy) {
            return of(fitStudy.fit(), context);
        }
        return study instanceof MassScanStudy scan ? of(scan.fit(), context) : Optional.empty();
    }

    private static Optional<CouplingFit> of(ScenarioFit fit, StudyContext context) {
        CouplingFitter fitter = new CouplingFitter(context.analysis());
        List<CouplingFit> grid = fit.atAllMasses(context).stream()
                .flatMap(attempt -> attempt.fit().stream())
                .toList();
        return new MassProfile(grid, mass -> fit.at(fitter, mass)).best();
    }
}
