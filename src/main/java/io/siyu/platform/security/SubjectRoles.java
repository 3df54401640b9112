package io.siyu.platform.security;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;

/** Implemented by whoever keeps one kind of subject: what it may do now, asked at each refresh. */
public interface SubjectRoles {

  SubjectKind kind();

  /**
   * @return empty when the subject is gone or blocked; runs in the caller's transaction
   */
  Uni<Set<String>> rolesOf(UUID subject);
}
