package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Port: what becomes of an invite code that came with a login, in the login's transaction. */
public interface InviteCodeUse {

  /**
   * Never refuses the login, whatever it thinks of the code.
   *
   * @param isNew whether this login made the member
   * @param inviteCode checked, but maybe nobody's
   */
  Uni<Void> used(UUID member, boolean isNew, String inviteCode);
}
