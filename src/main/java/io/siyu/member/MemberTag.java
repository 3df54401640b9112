package io.siyu.member;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A tag as its member sees it. */
@Type("MemberTag")
@Name("MemberTag")
@Description("A tag (标签) that a member has.")
public record MemberTag(
    @NonNull @Description("The tag's code, 1–40 characters.") String code,
    @NonNull @Description("What gave it.") TagSource source,
    @NonNull @Description("Since when, in UTC.") Instant setAt,
    @Description("When it ends, in UTC; null for never.") Instant expiresAt) {

  static MemberTag of(TagRow tag) {
    return new MemberTag(tag.code(), tag.source(), tag.setAt(), tag.expiresAt());
  }
}
