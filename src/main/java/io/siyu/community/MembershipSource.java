package io.siyu.community;

/**
 * Who said that somebody came or went. Only the two that are not a client tell what happened in the
 * chat group; metrics of leaving count those alone.
 */
public enum MembershipSource {
  /** The member, by the mini-program. */
  CLIENT,
  /** WeCom, as it happened. */
  WECOM_CALLBACK,
  /** Staff, from an export. */
  OPERATOR_IMPORT
}
