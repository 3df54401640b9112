package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Offers that staff change while copies of them are about. */
@QuarkusTest
class CouponTemplateUpdateTest {

  @Inject CouponTemplateUpdates updates;
  @Inject CouponTemplates templates;
  @Inject CouponIssuing issuing;
  @Inject Drawer drawer;

  private final UUID operator = Ids.next();

  @Test
  void what_is_given_changes_and_the_rest_stays() {
    UUID offer = drawer.offer(10, 1);
    Instant from = drawer.now().minusSeconds(60);
    Instant until = drawer.now().plus(Duration.ofDays(1));

    update(offer, "新名字", 20, 3, from, until, null, null);
    update(offer, null, 30, null, null, null, true, null);

    CouponTemplateView view = await(templates.forStaff(offer));
    assertThat(view.name()).isEqualTo("新名字");
    assertThat(view.total()).isEqualTo(30);
    assertThat(view.perMemberLimit()).isEqualTo(3);
    assertThat(view.issueFrom()).isEqualTo(from);
    assertThat(view.issueUntil()).isNull();
    assertThat(view.validDays()).isEqualTo(7);
    assertThat(view.disabledAt()).isNull();
  }

  @Test
  void issued_copies_keep_their_name_and_can_be_used_when_the_offer_is_switched_off() {
    UUID offer = drawer.offer(10, 5);
    UUID member = drawer.member();
    UUID coupon = await(issuing.claim(member, offer, "k1"));

    update(offer, "改名", null, null, null, null, null, true);

    assertThat(drawer.terms(coupon).name()).isEqualTo("满199减30");
    assertThat(drawer.terms(coupon).status()).isEqualTo(CouponStatus.ISSUED);
    assertRefused("ENDED", () -> issuing.claim(drawer.member(), offer, "k1"));
    assertRefused("ENDED", () -> issuing.grant(member, offer, CouponSource.JOURNEY, "k1"));
    update(offer, null, null, null, null, null, null, false);
    assertThat(await(issuing.claim(member, offer, "k2"))).isNotNull();
  }

  @Test
  void the_quantity_never_falls_below_what_was_issued_however_many_claim_meanwhile() {
    UUID offer = drawer.offer(40, 1);
    List<Uni<Boolean>> work = new ArrayList<>();
    for (UUID member : drawer.members(40)) {
      work.add(succeeds(issuing.claim(member, offer, "k1")));
    }
    for (int total = 5; total < 30; total++) {
      work.add(succeeds(updates.update(operator, input(offer, total))));
    }

    Drawer.together(work);

    CouponTemplateView view = await(templates.forStaff(offer));
    assertThat(view.issued()).isLessThanOrEqualTo(view.total());
    assertThat(drawer.copies(offer)).isEqualTo(view.issued());
    assertThat(drawer.taken(offer)).isEqualTo(view.issued());
  }

  @Test
  void what_makes_no_sense_is_refused_and_nothing_changes() {
    UUID offer = drawer.offer(10, 5);
    UUID member = drawer.member();
    await(issuing.claim(member, offer, "k1"));
    await(issuing.claim(member, offer, "k2"));
    CouponTemplateView before = await(templates.forStaff(offer));
    Instant past = before.issueFrom().minusSeconds(1);

    assertRefused("BELOW_ISSUED", () -> updates.update(operator, input(offer, 1)));
    for (int total : new int[] {0, -1, 10_000_001}) {
      assertInvalid(input(offer, total));
    }
    assertInvalid(input(offer, null, null, 1001, null, null, null));
    assertInvalid(input(offer, null, null, null, null, past, null));
    assertInvalid(input(offer, null, null, null, null, drawer.now().plusSeconds(60), true));
    assertInvalid(input(offer, "一\n二", null, null, null, null, null));
    assertThatThrownBy(() -> await(updates.update(operator, input(Ids.next(), 5))))
        .isInstanceOf(RequestFailure.class);

    assertThat(await(templates.forStaff(offer))).isEqualTo(before);
    update(offer, null, 2, null, null, null, null, null);
  }

  private void update(
      UUID offer,
      String name,
      Integer total,
      Integer limit,
      Instant from,
      Instant until,
      Boolean withoutEnd,
      Boolean disabled) {
    await(
        updates.update(
            operator,
            new UpdateCouponTemplateInput(
                ClaimableCouponView.ID.encode(offer),
                name,
                total,
                limit,
                from,
                until,
                withoutEnd,
                disabled,
                Ids.next().toString())));
  }

  private static UpdateCouponTemplateInput input(UUID offer, Integer total) {
    return input(offer, null, total, null, null, null, null);
  }

  private static UpdateCouponTemplateInput input(
      UUID offer,
      String name,
      Integer total,
      Integer limit,
      Instant from,
      Instant until,
      Boolean withoutEnd) {
    return new UpdateCouponTemplateInput(
        ClaimableCouponView.ID.encode(offer),
        name,
        total,
        limit,
        from,
        until,
        withoutEnd,
        null,
        Ids.next().toString());
  }

  private static <T> Uni<Boolean> succeeds(Uni<T> work) {
    return work.map(done -> true).onFailure(Refusal.class).recoverWithItem(false);
  }

  private void assertInvalid(UpdateCouponTemplateInput input) {
    assertThatThrownBy(
            () -> await(Uni.createFrom().deferred(() -> updates.update(operator, input))))
        .isInstanceOf(InvalidInput.class);
  }

  private static <T> void assertRefused(String code, java.util.function.Supplier<Uni<T>> work) {
    assertThatThrownBy(() -> await(work.get()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
