package emiss.server;

import emiss.app.config.StudySettings;
import emiss.app.run.Progress;
import emiss.data.document.JsonPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a run has come; its threads tell, another one asks. */
final class Progressing implements Progress {
    private final List<StudySettings> studies;
    private int index = -1;
    private int tasks;
    private int done;
    private boolean isChanged;

    Progressing(List<StudySettings> studies) {
        this.studies = studies;
    }

    @Override
    public synchronized void study(String id, int newIndex, int count) {
        index = newIndex;
        // those of studies that go on are left
        tasks -= done;
        done = 0;
        isChanged = true;
    }

    @Override
    public synchronized void tasks(int count) {
        tasks += count;
        isChanged = true;
    }

    @Override
    public synchronized void taskDone() {
        done++;
        isChanged = true;
    }

    /** What has changed since this was asked last; empty if nothing has. */
    synchronized Optional<String> change() {
        if (!isChanged || index < 0) {
            return Optional.empty();
        }
        isChanged = false;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("study", studies.get(index).id());
        event.put("type", studies.get(index).type());
        event.put("index", index);
        event.put("studies", studies.size());
        event.put("done", done);
        event.put("of", tasks);
        return Optional.of(JsonPrinter.line(event));
    }
}
