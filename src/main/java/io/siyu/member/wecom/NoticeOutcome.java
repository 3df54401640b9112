package io.siyu.member.wecom;

/** What became of what WeCom told. */
enum NoticeOutcome {
  /** A member's; whoever wanted to know of it was told. */
  DONE,
  /** Of somebody who was no member when it was looked at. */
  UNKNOWN_PERSON
}
