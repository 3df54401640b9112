package io.siyu.platform.security;

/** Whose session it is. */
public enum SubjectKind {
  MEMBER,
  OPERATOR
}
