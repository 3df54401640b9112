package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Has every feature forget a member, in the caller's transaction: all of it or nothing. */
@ApplicationScoped
class MemberErasure {

  private final List<PersonalData> shares;
  private final CrashPoints crashPoints;

  MemberErasure(@All List<PersonalData> shares, CrashPoints crashPoints) {
    this.shares = shares;
    this.crashPoints = crashPoints;
  }

  /** The member's row is locked {@code FOR UPDATE}, so that nothing new can refer to it. */
  Uni<Void> erase(UUID member) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PersonalData share : shares) {
      all =
          all.chain(() -> share.erase(member))
              .invoke(() -> crashPoints.reach("member.erased." + share.section()));
    }
    return all;
  }
}
