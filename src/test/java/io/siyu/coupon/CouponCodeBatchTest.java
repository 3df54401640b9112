package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Codes as staff order and fetch them. */
@QuarkusTest
class CouponCodeBatchTest {

  @Inject CouponCodeBatches batches;
  @Inject Drawer drawer;
  @Inject CodePress press;

  private final UUID operator = Ids.next();

  @Test
  void what_no_codes_can_be_made_of_is_refused_and_nothing_is_made() {
    UUID offer = press.offer(10, 1);
    UUID onlyPublic = drawer.offer(10, 1);
    Instant now = drawer.now();
    UUID over =
        drawer.offer(
            10,
            1,
            Set.of(IssueWay.CODE),
            now.minusSeconds(60),
            now.minusSeconds(1),
            CouponValidity.ofDays(1));

    assertOrderRefused("QUOTA_EXCEEDED", press.order(offer, 11));
    assertOrderRefused("WAY_NOT_ALLOWED", press.order(onlyPublic, 1));
    assertOrderRefused("ENDED", press.order(over, 1));
    assertThatThrownBy(() -> await(batches.request(operator, press.order(Ids.next(), 1))))
        .isInstanceOf(RequestFailure.class);
    for (int count : new int[] {0, -1, 100_001}) {
      assertThatThrownBy(() -> await(batches.request(operator, press.order(offer, count))))
          .isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(
            () ->
                await(
                    batches.request(
                        operator,
                        new GenerateCouponCodesInput(
                            ClaimableCouponView.ID.encode(offer), "传单", 1, now, "k"))))
        .isInstanceOf(InvalidInput.class);

    assertThat(drawer.issued(offer)).isZero();
    assertThat(
            drawer.number(
                "SELECT count(*) FROM coupon_code_batch WHERE template_id = ANY($1)",
                List.of(offer, onlyPublic, over)))
        .isZero();
  }

  @Test
  void a_repeated_order_makes_one_batch() {
    UUID offer = press.offer(10, 1);
    GenerateCouponCodesInput order = press.order(offer, 5);

    CouponCodeBatch first = await(batches.request(operator, order));
    CouponCodeBatch again = await(batches.request(operator, order));

    assertThat(again.batchId()).isEqualTo(first.batchId());
    assertThat(drawer.issued(offer)).isEqualTo(5);
  }

  @Test
  void the_list_comes_in_pieces_that_fit_together_and_each_is_on_record() {
    UUID offer = press.offer(20_000, 1);
    CouponCodeBatch batch = press.made(offer, 7_001, null);

    CouponCodeExport first = await(batches.export(operator, batch.batchId(), null));
    CouponCodeExport second = await(batches.export(operator, batch.batchId(), first.endCursor()));
    CouponCodeExport none = await(batches.export(operator, batch.batchId(), second.endCursor()));

    assertThat(first.count()).isEqualTo(5_000);
    assertThat(first.hasNextPage()).isTrue();
    assertThat(second.count()).isEqualTo(2_001);
    assertThat(second.hasNextPage()).isFalse();
    assertThat(none.count()).isZero();
    assertThat(none.endCursor()).isNull();
    List<String> lines = (first.csv() + second.csv() + none.csv()).lines().toList();
    assertThat(lines).hasSize(7_002);
    assertThat(lines.get(0)).isEqualTo("number,code,state");
    assertThat(lines.get(7_001))
        .isEqualTo("7001," + CouponCodes.shown(press.codes(batch).get(7_000)) + ",NEW");
    assertThat(
            drawer.number(
                "SELECT count(*) FROM audit_entry WHERE action = 'couponCodeExport' AND subject = $1",
                batch.id()))
        .isEqualTo(3);
  }

  @Test
  void a_cursor_of_another_batch_is_refused() {
    UUID offer = press.offer(10, 1);
    CouponCodeBatch one = press.made(offer, 2, null);
    CouponCodeBatch other = press.made(offer, 2, null);
    String cursor = await(batches.export(operator, one.batchId(), null)).endCursor();

    assertThatThrownBy(() -> await(batches.export(operator, other.batchId(), cursor)))
        .isInstanceOf(InvalidInput.class);
  }

  private void assertOrderRefused(String expected, GenerateCouponCodesInput order) {
    assertThatThrownBy(() -> await(batches.request(operator, order)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
  }
}
