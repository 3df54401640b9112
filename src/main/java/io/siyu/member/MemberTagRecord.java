package io.siyu.member;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A tag as staff see it: with who or what set it. */
@Type("MemberTagRecord")
@Name("MemberTagRecord")
@Description("A tag as staff see it: with who or what set it.")
public record MemberTagRecord(
    @NonNull @Description("The tag's code, 1–40 characters.") String code,
    @NonNull @Description("What gave it.") TagSource source,
    @NonNull @Id @Description("Id of the operator, questionnaire or rule that set it.")
        String setBy,
    @NonNull @Description("Since when, in UTC.") Instant setAt,
    @Description("When it ends, in UTC; null for never.") Instant expiresAt) {

  static MemberTagRecord of(TagRow tag) {
    String type =
        switch (tag.source()) {
          case OPERATOR -> "operator";
          case QUESTIONNAIRE -> "questionnaire";
          case RULE -> "rule";
          case RFM -> "rfm";
        };
    return new MemberTagRecord(
        tag.code(), tag.source(), IdType.of(type).encode(tag.by()), tag.setAt(), tag.expiresAt());
  }
}
