package io.siyu.member.questionnaire;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of questionnaires with the member's answers, newest first. */
@Type("AskedQuestionnaireConnection")
@Description("A page of questionnaires with the member's answers, newest first.")
public record AskedQuestionnaireConnection(
    @NonNull @Description("What is on this page.") List<@NonNull AskedQuestionnaire> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static AskedQuestionnaireConnection of(Page<AskedQuestionnaire> page) {
    return new AskedQuestionnaireConnection(
        page.items(),
        Connections.edges(page, AskedQuestionnaire::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, AskedQuestionnaire::cursor));
  }

  /** A questionnaire and its place. */
  @Type("AskedQuestionnaireEdge")
  @Name("AskedQuestionnaireEdge")
  @Description("A questionnaire with the member's answers, and its place.")
  public record Edge(
      @NonNull @Description("What is there.") AskedQuestionnaire node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
