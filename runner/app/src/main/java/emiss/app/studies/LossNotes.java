package emiss.app.studies;

import emiss.physics.Candidate;
import java.util.List;

/** What to say of rates of particles that decay. */
final class LossNotes {
    private LossNotes() {}

    /** One line: whether rates are before or after losses, and where; none for stable particles. */
    static List<String> of(Candidate candidate) {
        return candidate.lifetime().map(lifetime -> line(candidate, lifetime.ctauCm())).stream()
                .toList();
    }

    private static String line(Candidate candidate, double ctau) {
        String life = "the particles decay with c tau = " + ctau + " cm, and the numbers are those of ";
        return candidate
                .detector()
                .map(where -> life + "what is not seen within " + where.lengthCm() + " cm at boost " + where.boost())
                .orElse(life + "all that is produced, because no detector is given");
    }
}
