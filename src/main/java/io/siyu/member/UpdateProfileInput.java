package io.siyu.member;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of a change of the profile. */
@Input("UpdateProfileInput")
@Name("UpdateProfileInput")
@Description("Input of a change of the profile.")
public record UpdateProfileInput(
    @Description("New nickname, 1–32 characters; left out: stays.") String nickname,
    @Description("New avatar, an https address of at most 500 characters; left out: stays.")
        String avatarUrl,
    @Description("New birthday, from 1900-01-01 to today; left out: stays.") LocalDate birthday,
    @Description("New gender; left out: stays.") Gender gender,
    @Description("New city, at most 50 characters; left out: stays.") String city,
    @Id @Description("New home store; left out: stays.") String homeStoreId,
    @DefaultValue("[]") @Description("Fields to empty; none of them may be set by the same input.")
        List<@NonNull ProfileField> clear) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "UpdateProfileInput[***]";
  }
}
