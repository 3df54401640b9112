package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When the coupons of a chain are given: by its teams, and by the offer. */
@QuarkusTest
class ChainCouponTimesTest extends ChainCouponScenario {

  @Inject TeamFixture teams;

  @Test
  void an_offer_that_opens_later_leaves_nobody_without() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID template = offer(chain, 100, 1);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    end(chain);
    opens(template, "30 days");

    giveAll();
    assertThat(outcomes(chain)).as("not decided before it opens").isEmpty();
    opens(template, "-1 day");
    giveAll();

    assertThat(outcomes(chain)).isEqualTo("GRANTED GRANTED");
  }

  @Test
  void a_team_gets_its_coupons_when_it_forms_however_long_the_team_buy_still_runs() {
    Published chain = teams.published(2);
    UUID template = offer(chain, 100, 1);
    UUID first = teams.seated(chain, null, WhenFull.REFUND);
    giveAll();
    assertThat(copies(template)).as("before the team has formed").isZero();

    UUID second = teams.seated(chain, teams.teamOf(first), WhenFull.REFUND);
    UUID waiting = teams.seated(chain, null, WhenFull.REFUND);
    giveAll();
    assertThat(coupons(teams.memberOf(first))).isEqualTo("ISSUED CAMPAIGN");
    assertThat(coupons(teams.memberOf(second))).isEqualTo("ISSUED CAMPAIGN");
    assertThat(copies(template)).isEqualTo(2);

    teams.seated(chain, teams.teamOf(waiting), WhenFull.REFUND);
    giveAll();
    assertThat(outcomes(chain)).as("a later team").isEqualTo("GRANTED GRANTED GRANTED GRANTED");
  }

  private void opens(UUID template, String fromNow) {
    fixture.execute(
        "UPDATE coupon_template SET issue_from = now() + $2::text::interval WHERE id = $1",
        template,
        fromNow);
  }
}
