package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Redis is away and PostgreSQL sells alone. */
@QuarkusTest
@TestProfile(RedisAway.SellsFromPostgresql.class)
class FlashSaleWithoutGateTest extends FlashSaleScenario {

  @Test
  void sixty_at_once_buy_five_units() {
    sale(5, 1);
    List<UUID> members = members(30);

    List<String> outcomes =
        await(
            Multi.createFrom()
                .range(0, 60)
                .onItem()
                .transformToUni(i -> outcome(attempt(members.get(i % 30), 1, "k" + i)))
                .merge(20)
                .collect()
                .asList());

    assertThat(outcomes.stream().filter("BOUGHT"::equals)).hasSize(5);
    assertThat(state().subList(0, 4)).containsExactly(5L, 5L, 5L, 5L);
    assertThat(
            count(
                "SELECT count(DISTINCT member_id) AS n FROM flash_sale_purchase WHERE item_id = $1",
                item))
        .isEqualTo(5);
  }

  @Test
  void refusals_and_retries_are_the_same_as_with_the_gate() {
    sale(2, 1);
    UUID member = member();
    UUID order = buy(member, 1, "k1");
    List<Long> before = state();

    assertThat(buy(member, 1, "k1")).isEqualTo(order);
    assertThat(refusal(member, 1, "k2")).isEqualTo("LIMIT_REACHED");
    assertThat(refusal(member(), 2, "k3")).isEqualTo("LIMIT_REACHED");
    assertThat(state()).isEqualTo(before);

    change("UPDATE campaign SET closes_at = now() WHERE id = $1", sale);
    assertThat(refusal(member(), 1, "k4")).isEqualTo("ENDED");
    assertThat(state()).isEqualTo(before);
  }
}
