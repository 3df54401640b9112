package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** Which members staff want to see. */
@Input("MembersFilterInput")
@Name("MembersFilterInput")
@Description("Which members to list; what is given must all be true.")
public record MembersFilterInput(
    @Description("Whoever has this tag now, from whatever source; 1–40 characters.") String tag,
    @Id @Description("Whoever has this tier.") String tierId,
    @Description("Whoever came by this channel at first.") FirstTouchChannel firstChannel,
    @Description("Whoever has this status; without it all but those who left.") MemberStatus status,
    @Description(
            "Whoever bound this phone number: 11 digits, or with country code as +8613800000000.")
        String phone,
    @Id @Description("Whoever this operator looks after.") String custodianId) {

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MembersFilterInput[***]";
  }
}
