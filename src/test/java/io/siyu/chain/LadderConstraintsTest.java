package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the database refuses of ladders, whatever a program or an older replica believes. */
@QuarkusTest
class LadderConstraintsTest {

  private static final String ADD =
      "INSERT INTO chain_ladder_step (item_id, threshold, price_fen) VALUES ($1, $2, $3)";

  @Inject ChainFixture fixture;
  @Inject LadderFixture ladders;

  @Test
  void steps_that_do_not_rise_and_fall() {
    LadderChain chain =
        ladders.published(ChainUnit.ORDERS, 2, 9, List.of(Goods.at(3900, step(5, 3500))));
    String falls = "chain_ladder_step";
    refused(chain, falls, ADD, 5L, 3400L);
    refused(chain, falls, ADD, 6L, 3500L);
    refused(chain, falls, ADD, 6L, 3600L);
    refused(chain, falls, ADD, 4L, 3400L);
    refused(chain, falls, ADD, 2L, 3600L);
    refused(chain, falls, ADD, 4L, 3900L);
    refused(chain, falls, ADD, 10L, 3000L);
    refused(chain, falls, ADD, 6L, 0L);
  }

  @Test
  void steps_of_a_chain_that_is_not_marked_as_having_them() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, Goods.at(3900));

    refused(chain, "steps of a ladder rise", ADD, 5L, 3500L);
  }

  @Test
  void steps_that_change_after_members_could_join_by_them() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, Goods.at(3900, step(5, 3500)));

    refused(
        chain, "append-only", "UPDATE chain_ladder_step SET price_fen = 3600 WHERE item_id = $1");
    refused(chain, "append-only", "DELETE FROM chain_ladder_step WHERE item_id = $1");
  }

  /** 500 copies of a chain have up to 100,000 steps. */
  @Test
  void no_step_by_itself_however_many_are_written_at_once() {
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM pg_trigger
                WHERE tgrelid = 'chain_ladder_step'::regclass AND NOT tgisinternal
                  AND tgtype & 4 = 4 AND tgtype & 1 = 1"""))
        .as("triggers for each row that is inserted")
        .isZero();
  }

  @Test
  void a_success_without_its_step_and_a_confirmation_without_its_difference() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 1, Goods.at(3900, step(2, 3500)));
    UUID entry = ladders.joinAndPay(chain, 1);
    ladders.joinAndPay(chain, 1);
    String before = fixture.fingerprint(chain.chain());

    // As the version before ladders would settle and confirm.
    assertThatThrownBy(
            () ->
                fixture.execute(
                    """
                    UPDATE chain SET state = 'SETTLED', settled_at = now(), outcome = 'SUCCEEDED'
                    WHERE id = $1""",
                    chain.id()))
        .hasMessageContaining("chain_ladder_is_settled");
    assertThatThrownBy(
            () ->
                fixture.execute("UPDATE chain_entry SET state = 'CONFIRMED' WHERE id = $1", entry))
        .hasMessageContaining("confirmed only with its difference");
    assertThat(fixture.fingerprint(chain.chain())).isEqualTo(before);

    ladders.end(chain);
    assertThatThrownBy(
            () -> fixture.execute("UPDATE chain SET settled_have = 1 WHERE id = $1", chain.id()))
        .hasMessageContaining("is final");
    assertThat(ladders.differenceOf(entry)).isEqualTo(400);
  }

  @Test
  void entries_of_a_chain_without_a_ladder_are_confirmed_as_ever() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 1, Goods.at(3900));
    UUID entry = ladders.joinAndPay(chain, 1);

    fixture.execute("UPDATE chain_entry SET state = 'CONFIRMED' WHERE id = $1", entry);

    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
    // Back, so that the chain's counters follow from its entries.
    fixture.execute("UPDATE chain_entry SET state = 'PAID' WHERE id = $1", entry);
  }

  private void refused(LadderChain chain, String why, String statement, Object... rest) {
    Object[] parameters = new Object[rest.length + 1];
    parameters[0] = chain.items().get(0);
    System.arraycopy(rest, 0, parameters, 1, rest.length);
    assertThatThrownBy(() -> fixture.execute(statement, parameters)).hasMessageContaining(why);
  }
}
