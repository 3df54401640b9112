package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** The eight classic classes; the database derives them from the three scores. */
@Enum("RfmClass")
@Description(
    "The eight classes of RFM (RFM 分层). Recency, frequency and amount are scored 1–5 by quintile;"
        + " high is 4 and 5.")
public enum RfmClass {
  @Description("Recent, often, much (重要价值客户).")
  IMPORTANT_VALUE,
  @Description("Recent, seldom, much (重要发展客户).")
  IMPORTANT_DEVELOP,
  @Description("Long ago, often, much (重要保持客户).")
  IMPORTANT_KEEP,
  @Description("Long ago, seldom, much (重要挽留客户).")
  IMPORTANT_WIN_BACK,
  @Description("Recent, often, little (一般价值客户).")
  GENERAL_VALUE,
  @Description("Recent, seldom, little (一般发展客户).")
  GENERAL_DEVELOP,
  @Description("Long ago, often, little (一般保持客户).")
  GENERAL_KEEP,
  @Description("Long ago, seldom, little (一般挽留客户).")
  GENERAL_WIN_BACK;

  /** Code of the tag that its members have. */
  String tag() {
    return "RFM_" + name();
  }
}
