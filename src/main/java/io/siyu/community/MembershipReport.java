package io.siyu.community;

import java.time.Instant;
import java.util.UUID;

/**
 * That a member came into a chat group or left it, as a server saw it.
 *
 * @param at when it happened; reports may come late and in any order
 * @param source not CLIENT
 * @param id made by the source for this report, the same whenever it is repeated
 * @param chatUser who the member is in the chat group, at most 64 characters; null when unknown
 */
public record MembershipReport(
    UUID community, UUID member, Instant at, MembershipSource source, String id, String chatUser) {

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MembershipReport[community=" + community + ", source=" + source + "]";
  }
}
