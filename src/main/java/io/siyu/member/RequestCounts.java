package io.siyu.member;

import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Removes the counters of somebody who left from Redis, once the departure is committed. */
@ApplicationScoped
class RequestCounts implements OutboxHandler {

  static final String HANDLER = "member.forgetRequestCounts";
  static final String LEAVER = "leaver";

  private final RateLimiter limiter;

  RequestCounts(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public String name() {
    return HANDLER;
  }

  @Override
  public boolean transactional() {
    return false;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    UUID member = UUID.fromString(message.payload().getString(LEAVER));
    return limiter.forget(List.of("caller:" + member, PersonalDataExport.counter(member)));
  }
}
