package emiss.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.app.Application;
import emiss.app.config.ConfigReader;
import emiss.app.config.StudySettings;
import emiss.app.study.Computation;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Studies that run code of others. */
@Timeout(60)
class StudyQueueTest {
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

    private record Using(List<String> of) implements Study {
        @Override
        public Computation<?> begin(StudyContext context) {
            throw new IllegalStateException("nothing is computed here");
        }
    }

    private static StudySettings study(String id, String... of) {
        StudySettings read = new Application()
                .instance(ConfigReader.class)
                .parse("studies: [{id: " + id + ", type: rate, scenario: neutrinos, transition: B+->K+}]")
                .studies()
                .get(0);
        return new StudySettings(
                id, read.type(), read.inputs(), read.datasets(), read.data(), read.resolved(), new Using(List.of(of)));
    }

    private StudyQueue<String> queue(List<StudySettings> studies) {
        return new StudyQueue<>(studies, study -> study.id().equals("other"), studies.size(), (study, earlier) -> {
            begun.add(study.id());
            return study.id();
        });
    }

    private String next() throws InterruptedException {
        return String.valueOf(begun.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void oneThatRunsCodeOfOthersBeginsWhenAllBeforeItAreToldAndThoseAfterItWait() throws InterruptedException {
        beginsWhenTheFirstIsTold(study("own"), study("other"), study("last"));
    }

    @Test
    void oneThatUsesTheResultOfSuchAStudyDoesSoToo() throws InterruptedException {
        beginsWhenTheFirstIsTold(study("other"), study("user", "other"), study("last"));
    }

    private void beginsWhenTheFirstIsTold(StudySettings first, StudySettings alone, StudySettings last)
            throws InterruptedException {
        try (StudyQueue<String> queue = queue(List.of(first, alone, last))) {
            assertThat(next()).isEqualTo(first.id());
            queue.await(first);
            assertThat(begun.poll(300, TimeUnit.MILLISECONDS)).isNull();
            queue.told(first);

            assertThat(next()).isEqualTo(alone.id());
            assertThat(next()).isEqualTo(last.id());
        }
    }
}
