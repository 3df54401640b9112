package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL itself refuses a purchase that the gate has let through. Told why, the gate knows at
 * once whether its slots are free again; a reservation lasts for a minute here.
 */
@QuarkusTest
class RefusedByDatabaseTest extends FlashSaleScenario {

  @BeforeEach
  void refuse_purchases_with_the_state_in_their_key() {
    change(
        """
        CREATE FUNCTION refuse_purchase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'refused' USING ERRCODE = substring(NEW.idempotency_key FROM '.....$');
        END $$""");
    change(
        """
        CREATE TRIGGER refuse_purchase BEFORE INSERT ON flash_sale_purchase FOR EACH ROW
        WHEN (NEW.idempotency_key LIKE 'refused %') EXECUTE FUNCTION refuse_purchase()""");
  }

  @AfterEach
  void refuse_no_more() {
    change("DROP TRIGGER refuse_purchase ON flash_sale_purchase");
    change("DROP FUNCTION refuse_purchase()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"22003", "22P02", "23502", "23503", "23514"})
  void slots_of_a_refused_purchase_are_sold_to_the_next_one_at_once(String state) {
    sale(1, 1);
    List<Long> before = state();

    buyAndFail(member(), state);

    assertThat(left()).isEqualTo(1);
    assertThat(state()).isEqualTo(before);
    assertThat(refusal(member(), 1, "k2")).isEqualTo("BOUGHT");
  }

  /** The statement was cut off or the server broke: it may have been committed. */
  @ParameterizedTest
  @ValueSource(strings = {"57014", "XX000"})
  void slots_of_a_purchase_that_may_stand_stay_reserved(String state) {
    sale(1, 1);

    buyAndFail(member(), state);

    assertThat(left()).isZero();
    assertThat(refusal(member(), 1, "k2")).isEqualTo("SOLD_OUT");
  }

  private void buyAndFail(UUID member, String state) {
    assertThatThrownBy(() -> buy(member, 1, "refused " + state)).hasStackTraceContaining(state);
  }
}
