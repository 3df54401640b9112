package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.entitlement.Entitlements.Origin;
import io.siyu.points.entitlement.Entitlements.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Gives members entitlements. */
@ApplicationScoped
class EntitlementGiving {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final EntitlementTemplates templates;
  private final Entitlements entitlements;
  private final EntitlementConfig config;
  private final BrandCalendar calendar;
  private final Audit audit;

  EntitlementGiving(
      Idempotency idempotency,
      MemberDirectory members,
      EntitlementTemplates templates,
      Entitlements entitlements,
      EntitlementConfig config,
      BrandCalendar calendar,
      Audit audit) {
    this.idempotency = idempotency;
    this.members = members;
    this.templates = templates;
    this.entitlements = entitlements;
    this.config = config;
    this.calendar = calendar;
    this.audit = audit;
  }

  /**
   * By staff, on record.
   *
   * @throws RequestFailure NOT_FOUND when there is no such member or template
   * @throws Refusal NOT_OFFERED or IDEMPOTENCY_KEY_REUSED
   */
  Uni<Entitlement> grant(
      UUID operator, UUID member, UUID template, String reason, String idempotencyKey) {
    UUID id = Ids.next();
    return idempotency
        .once(
            operator,
            "grantEntitlement",
            idempotencyKey,
            Fingerprint.of(member, template, reason),
            () ->
                members
                    .lock(member)
                    .chain(
                        () ->
                            give(id, member, template, new Origin(EntitlementSource.OPERATOR, id)))
                    .chain(() -> record(operator, id, template, reason))
                    .replaceWith(id))
        .chain(entitlements::byId);
  }

  /**
   * In the caller's transaction, after the member was locked.
   *
   * @throws RequestFailure NOT_FOUND when there is no such template
   * @throws Refusal NOT_OFFERED
   */
  Uni<Void> give(UUID id, UUID member, UUID template, Origin origin) {
    return templates
        .byId(template)
        .invoke(
            terms -> {
              if (!terms.offered()) {
                throw Refusal.of(
                    EntitlementErrorCode.NOT_OFFERED,
                    "This is not offered any more.",
                    "input",
                    "templateId");
              }
            })
        .chain(terms -> entitlements.add(id, member, terms, origin, span(terms)));
  }

  /** Until the end of the day that is so many days after this one, in the brand's zone. */
  private Span span(EntitlementTemplate terms) {
    Instant now = calendar.now();
    if (terms.validDays() == null) {
      return new Span(now, null, null);
    }
    Instant end = calendar.startOf(calendar.today().plusDays(terms.validDays() + 1L));
    Duration half = Duration.between(now, end).dividedBy(2);
    Duration before = config.expiringBefore();
    return new Span(now, end.minus(before.compareTo(half) < 0 ? before : half), end);
  }

  private Uni<Void> record(UUID operator, UUID id, UUID template, String reason) {
    return audit.record(
        operator,
        "grantEntitlement",
        EntitlementView.ID.encode(id),
        new JsonObject()
            .put("template", EntitlementTemplateView.ID.encode(template))
            .put("reason", reason));
  }
}
