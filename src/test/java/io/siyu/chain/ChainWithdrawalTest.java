package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * An unpaid entry is cancelled at the gateway first, so its key has to be looked at before that.
 */
@QuarkusTest
class ChainWithdrawalTest {

  @Inject ChainFixture fixture;

  @Test
  void a_key_that_is_no_key_cancels_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.withdraw(member, entry, "x".repeat(65)))
        .isInstanceOf(InvalidInput.class);

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    assertThat(fixture.stateOf(entry)).isEqualTo("RESERVED");
  }

  @Test
  void the_key_of_another_withdrawal_cancels_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID first = fixture.await(fixture.join(member, chain, 1));
    UUID second = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, first, "one-key");
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.withdraw(member, second, "one-key"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED));

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    assertThat(fixture.stateOf(second)).isEqualTo("RESERVED");
  }

  @Test
  void the_same_key_again_gives_the_same_entry() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, entry, "again");
    String before = fixture.fingerprint(chain);

    assertThat(fixture.withdraw(member, entry, "again")).isEqualTo(entry);

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }
}
