package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code setMemberIntent} needs. */
@Input("SetMemberIntentInput")
@Description("How much a member wants something.")
public record SetMemberIntentInput(
    @NonNull @Id @Description("Which member.") String memberId,
    @NonNull @Description("What it is about, 1–40 characters, such as a product line or a tag.")
        String need,
    @Description("How much; null takes the need away.") Intent intent,
    @NonNull @Description("Why, 1–200 characters; held-back steps repeat it.") String reason,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "SetMemberIntentInput[***]";
  }
}
