package io.siyu.member.referral;

import io.siyu.member.ProfileCompleted;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets an invite count when its invitee's profile is complete. */
@ApplicationScoped
class QualificationOnProfileCompleted implements EventSubscriber<ProfileCompleted> {

  private final InviteQualification qualification;

  QualificationOnProfileCompleted(InviteQualification qualification) {
    this.qualification = qualification;
  }

  @Override
  public String name() {
    return "referral.qualificationOnProfileCompleted";
  }

  @Override
  public Class<ProfileCompleted> eventType() {
    return ProfileCompleted.class;
  }

  @Override
  public Uni<Void> on(ProfileCompleted event) {
    return qualification.profileCompleted(event.member());
  }
}
