package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What gave a member a tag. */
@Enum("TagSource")
@Description("What gave a member a tag (标签来源).")
public enum TagSource {
  @Description("Somebody of the staff (人工).")
  OPERATOR,
  @Description("An answer in a questionnaire (问卷).")
  QUESTIONNAIRE,
  @Description("A rule over what the member does (规则).")
  RULE,
  @Description("The RFM class (RFM 分层).")
  RFM
}
