package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Port: what members are rewarded for, told to the feature that keeps points. Runs in the
 * transaction of the deed, whose member is locked already; telling it again changes nothing.
 */
public interface MemberRewards {

  /** The member answered this questionnaire; only the first time of a person brings something. */
  Uni<Void> questionnaireAnswered(UUID member, UUID questionnaire);

  /** The member's profile is complete; only the first time of a person brings something. */
  Uni<Void> profileCompleted(UUID member);

  /** Somebody whom the member invited did what counts. */
  Uni<Void> inviteQualified(UUID inviter, UUID invite);

  /** The invite counts no more, for good: what it brought is taken back. */
  Uni<Void> inviteReversed(UUID inviter, UUID invite);
}
