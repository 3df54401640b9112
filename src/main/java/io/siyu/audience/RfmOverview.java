package io.siyu.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What RFM says of the members. */
@Type("RfmOverview")
@Name("RfmOverview")
@Description("How the members spread over the classes of RFM (RFM 概览).")
public record RfmOverview(
    @Description("The run under way, else the latest; null before the first.") RfmRunView latestRun,
    @NonNull @Description("All eight classes with their members.")
        List<@NonNull ClassCount> classes) {

  static RfmOverview of(RfmRun run, Map<RfmClass, Integer> counts) {
    return new RfmOverview(
        run == null ? null : RfmRunView.of(run),
        Arrays.stream(RfmClass.values())
            .map(each -> new ClassCount(each, counts.getOrDefault(each, 0)))
            .toList());
  }

  /** One class. */
  @Type("RfmClassCount")
  @Name("RfmClassCount")
  @Description("A class of RFM and how many members are in it.")
  public record ClassCount(
      @NonNull @Description("The class.") RfmClass rfmClass,
      @NonNull @Description("Members in it.") int memberCount) {}
}
