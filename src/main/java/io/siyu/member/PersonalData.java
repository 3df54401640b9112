package io.siyu.member;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import java.util.UUID;

/**
 * What one feature knows about a member. Every feature that keeps rows about members implements it,
 * so that a member can take the own data along and can be forgotten.
 */
public interface PersonalData {

  /**
   * Name of this share in an export: plural, camel case, e.g. {@code chainEntries}; never changes.
   */
  String section();

  /**
   * All of it, in words and figures that a member understands; no ids of other members. In the
   * caller's lane.
   */
  Uni<JsonArray> export(UUID member);

  /**
   * Empties every field that tells something about the person, in the caller's transaction, after
   * the member's row was locked. Records of money and points stay, with nothing personal in them.
   * Doing it again changes nothing.
   */
  Uni<Void> erase(UUID member);

  /**
   * Hands what the one record of a person has and the other lacks over to the other, before the one
   * is erased; in the caller's transaction, in which both rows are locked. The one has nothing in
   * any {@link MemberLedger}, so whatever needs an entry there has nothing to hand over.
   */
  default Uni<Void> move(UUID from, UUID to) {
    return Uni.createFrom().voidItem();
  }
}
