package emiss.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What points use one after the other. */
class ReusedTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Reused<Integer> numbers = new Reused<>(made::incrementAndGet);

    @Test
    void oneServesAllThatFollowEachOther() {
        assertThat(numbers.<Integer>with(one -> one)).isEqualTo(1);
        assertThat(numbers.<Integer>with(one -> one)).isEqualTo(1);
    }

    @Test
    void nobodySharesOne() {
        int inner = numbers.with(one -> numbers.<Integer>with(other -> other));

        assertThat(inner).isEqualTo(2);
        assertThat(made).hasValue(2);
    }

    @Test
    void oneThatFailedIsNotUsedAgain() {
        assertThatThrownBy(() -> numbers.with(one -> {
                    throw new IllegalStateException("no " + one);
                }))
                .hasMessage("no 1");
        assertThat(numbers.<Integer>with(one -> one)).isEqualTo(2);
    }
}
