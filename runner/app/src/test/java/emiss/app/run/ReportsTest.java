package emiss.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final List<Integer> awaited = new ArrayList<>();
    private final Reports reports = new Reports(awaited::add);

    @Test
    void comeInOrderAndSayWhichIsWaitedFor() {
        CompletableFuture<String> first = new CompletableFuture<>();
        List<String> told = new ArrayList<>();
        reports.add(() -> told.add(first.join()));
        reports.add(() -> told.add("second"));
        first.completeOnTimeout("first", 50, TimeUnit.MILLISECONDS);

        reports.awaitAll();
        assertThat(told).containsExactly("first", "second");
        assertThat(awaited).startsWith(0);
        awaited.clear();
        reports.await(1);
        assertThat(awaited).isEmpty();
        reports.close();
    }

    @Test
    void whatOneThrowsIsThrownToWhoeverWaits() {
        reports.add(() -> {
            throw new IllegalStateException("nobody listens");
        });
        reports.add(() -> {});

        reports.await(1);
        assertThatThrownBy(reports::awaitAll).hasMessage("nobody listens");
        reports.close();
    }
}
