package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.kernel.Times;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Changes of offers: of what decides about copies to come. What a copy takes off, and whom the
 * offer is meant for, is another offer.
 */
@ApplicationScoped
class CouponTemplateUpdates {

  private static final int MAX_NAME = 60;

  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;

  CouponTemplateUpdates(Sql sql, Clock clock, Idempotency idempotency, Audit audit) {
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /**
   * @return id of the offer
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal a {@link CouponOperationErrorCode}; then nothing changed
   */
  Uni<UUID> update(UUID operator, UpdateCouponTemplateInput input) {
    UUID template = ClaimableCouponView.ID.decode(input.templateId(), "input", "templateId");
    requireSense(input, clock.instant());
    return idempotency.once(
        operator,
        "updateCouponTemplate",
        input.idempotencyKey(),
        Fingerprint.of(input),
        () ->
            audit
                .record(operator, "updateCouponTemplate", input.templateId(), facts(input))
                .chain(() -> change(template, input))
                .replaceWith(template));
  }

  private static void requireSense(UpdateCouponTemplateInput input, Instant now) {
    Text.optionalLine(input.name(), MAX_NAME, "input", "name");
    if (input.total() != null) {
      Numbers.inRange(input.total(), 1, CouponOffer.MAX_TOTAL, "input", "total");
    }
    if (input.perMemberLimit() != null) {
      Numbers.inRange(
          input.perMemberLimit(), 1, CouponOffer.MAX_PER_MEMBER, "input", "perMemberLimit");
    }
    if (input.issueFrom() != null) {
      Times.plausible(input.issueFrom(), now, "input", "issueFrom");
    }
    if (input.issueUntil() != null) {
      Times.plausible(input.issueUntil(), now, "input", "issueUntil");
      if (Boolean.TRUE.equals(input.withoutEnd())) {
        throw new InvalidInput(
            List.of("input", "withoutEnd"), "Give either an end or no end, not both.");
      }
    }
  }

  private static JsonObject facts(UpdateCouponTemplateInput input) {
    return new JsonObject()
        .put("name", input.name())
        .put("total", input.total())
        .put("perMemberLimit", input.perMemberLimit())
        .put("issueFrom", text(input.issueFrom()))
        .put("issueUntil", text(input.issueUntil()))
        .put("withoutEnd", input.withoutEnd())
        .put("disabled", input.disabled());
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private record Present(int issued, Instant issueFrom, Instant issueUntil) {}

  private Uni<Void> change(UUID template, UpdateCouponTemplateInput input) {
    return sql.first(
            """
            SELECT issued, issue_from, issue_until FROM coupon_template WHERE id = $1
            FOR NO KEY UPDATE""",
            row ->
                new Present(
                    row.integer("issued"), row.instant("issue_from"), row.instant("issue_until")),
            template)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"))
        .invoke(present -> requireFits(input, present))
        .chain(() -> write(template, input));
  }

  private static void requireFits(UpdateCouponTemplateInput input, Present present) {
    if (input.total() != null && input.total() < present.issued()) {
      throw Refusal.of(
          CouponOperationErrorCode.BELOW_ISSUED,
          "At least " + present.issued() + " copies: so many were issued or set aside.",
          "input",
          "total");
    }
    Instant from = input.issueFrom() == null ? present.issueFrom() : input.issueFrom();
    Instant until = input.issueUntil() == null ? present.issueUntil() : input.issueUntil();
    boolean endless = Boolean.TRUE.equals(input.withoutEnd());
    if (!endless && until != null && !from.isBefore(until)) {
      throw new InvalidInput(
          List.of("input", "issueUntil"), "The end must be after the beginning.");
    }
  }

  private Uni<Void> write(UUID template, UpdateCouponTemplateInput input) {
    return sql.update(
            """
            UPDATE coupon_template
            SET name = coalesce($2, name), total = coalesce($3, total),
                per_member_limit = coalesce($4, per_member_limit),
                issue_from = coalesce($5, issue_from),
                issue_until = CASE WHEN $7 THEN NULL ELSE coalesce($6, issue_until) END,
                disabled_at = CASE $8::boolean WHEN true THEN coalesce(disabled_at, $9)
                  WHEN false THEN NULL ELSE disabled_at END
            WHERE id = $1""",
            template,
            Text.optionalLine(input.name(), MAX_NAME, "input", "name"),
            input.total(),
            input.perMemberLimit(),
            input.issueFrom(),
            input.issueUntil(),
            Boolean.TRUE.equals(input.withoutEnd()),
            input.disabled(),
            clock.instant())
        .replaceWithVoid();
  }
}
