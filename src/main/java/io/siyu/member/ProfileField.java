package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** A field of the profile that a member can empty. */
@Enum("ProfileField")
@Description("A field of the profile that a member can empty (资料项).")
public enum ProfileField {
  @Description("The nickname; a made-up one is shown again.")
  NICKNAME,
  @Description("The avatar.")
  AVATAR_URL,
  @Description("The phone number; bindPhone binds one again.")
  PHONE,
  @Description("The birthday.")
  BIRTHDAY,
  @Description("The gender.")
  GENDER,
  @Description("The city.")
  CITY,
  @Description("The home store.")
  HOME_STORE_ID
}
