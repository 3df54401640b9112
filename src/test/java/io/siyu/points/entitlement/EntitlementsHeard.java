package io.siyu.points.entitlement;

import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what is published of entitlements. */
final class EntitlementsHeard {

  private EntitlementsHeard() {}

  @ApplicationScoped
  static class Expiring implements EventSubscriber<EntitlementExpiring> {

    private final List<EntitlementExpiring> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.entitlementExpiring";
    }

    @Override
    public Class<EntitlementExpiring> eventType() {
      return EntitlementExpiring.class;
    }

    @Override
    public Uni<Void> on(EntitlementExpiring event) {
      heard.add(event);
      return Uni.createFrom().voidItem();
    }

    List<EntitlementExpiring> of(UUID member) {
      return heard.stream().filter(event -> event.member().equals(member)).toList();
    }
  }

  @ApplicationScoped
  static class Renewal implements EventSubscriber<EntitlementRenewal> {

    private final List<EntitlementRenewal> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.entitlementRenewal";
    }

    @Override
    public Class<EntitlementRenewal> eventType() {
      return EntitlementRenewal.class;
    }

    @Override
    public Uni<Void> on(EntitlementRenewal event) {
      heard.add(event);
      return Uni.createFrom().voidItem();
    }

    List<EntitlementRenewal> of(UUID member) {
      return heard.stream().filter(event -> event.member().equals(member)).toList();
    }
  }
}
