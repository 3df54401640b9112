package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members see of their tier and their growth. */
@QuarkusTest
class MemberTierTest {

  @Inject TierFixture fixture;
  @Inject GrowthService growth;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @AfterEach
  void tiers_give_nothing_again() {
    fixture.reset();
  }

  @Test
  void a_member_sees_what_the_tier_gives_and_what_was_given() {
    UUID freight = fixture.template("FREE_SHIPPING", 100);
    UUID gift = fixture.template("NO_THRESHOLD", 100);
    fixture.benefit(TierFixture.SILVER, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 2);
    fixture.benefit(TierFixture.SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    GraphQLClient member =
        anonymous.asMember("new:tier-" + UUID.randomUUID().toString().substring(0, 8));
    UUID id = Rows.uuid(member.runWith("viewer", Map.of()).text("viewer.id"));
    assertThat(member.runWith("viewerTier", Map.of()).array("viewer.benefits")).isEmpty();

    Rows.await(growth.add(id, 1000, "ORDER", "o1"));
    Answer answer = member.runWith("viewerTier", Map.of());

    assertThat(answer.text("viewer.benefits.0.benefit.type")).isEqualTo("BIRTHDAY_COUPON");
    assertThat(answer.number("viewer.benefits.0.granted")).isZero();
    assertThat(answer.text("viewer.benefits.1.benefit.couponName")).isEqualTo("会员礼券");
    assertThat(answer.number("viewer.benefits.1.granted")).isEqualTo(2);
    assertThat(answer.text("viewer.benefits.1.period")).matches("[0-9]{4}-[0-9]{2}");
  }

  @Test
  void a_member_sees_what_keeps_the_tier_and_where_growth_came_from() {
    GraphQLClient member =
        anonymous.asMember("new:tier-" + UUID.randomUUID().toString().substring(0, 8));
    UUID id = Rows.uuid(member.runWith("viewer", Map.of()).text("viewer.id"));
    assertThat(member.runWith("viewerTier", Map.of()).at("viewer.tierPeriod")).isNull();
    Rows.await(growth.add(id, 1000, "ORDER", "o1"));
    Rows.await(growth.add(id, 400, "ORDER", "o2"));
    Rows.await(growth.add(id, 100, "ORDER", "o3"));
    Rows.await(growth.reverse(id, "ORDER", "o3"));

    Answer tier = member.runWith("viewerTier", Map.of());
    Answer first = member.runWith("viewerGrowthHistory", Map.of("first", 3));
    Answer rest =
        member.runWith(
            "viewerGrowthHistory",
            Map.of("after", first.text("viewer.growthHistory.pageInfo.endCursor")));

    assertThat(tier.number("viewer.tierPeriod.earnedGrowth")).isEqualTo(400);
    assertThat(tier.number("viewer.tierPeriod.missingGrowth")).isEqualTo(600);
    assertThat(tier.text("viewer.tierPeriod.endsAt")).endsWith("T16:00:00Z");
    assertThat(first.text("viewer.growthHistory.nodes.0.kind")).isEqualTo("REVERSE");
    assertThat(first.number("viewer.growthHistory.nodes.0.growth")).isEqualTo(-100);
    assertThat(first.at("viewer.growthHistory.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(rest.array("viewer.growthHistory.nodes")).hasSize(1);
    assertThat(rest.number("viewer.growthHistory.nodes.0.growth")).isEqualTo(1000);
  }
}
