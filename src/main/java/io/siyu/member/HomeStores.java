package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Port: what a member's home store may be, told by the feature that keeps stores. */
public interface HomeStores {

  /** Joins the caller's transaction. */
  Uni<Boolean> exists(UUID store);
}
