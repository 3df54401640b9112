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

/** A page of questionnaires, newest first. */
@Type("QuestionnaireConnection")
@Description("A page of questionnaires, newest first.")
public record QuestionnaireConnection(
    @NonNull @Description("What is on this page.") List<@NonNull Questionnaire> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static QuestionnaireConnection of(Page<Questionnaire> page) {
    return new QuestionnaireConnection(
        page.items(),
        Connections.edges(page, Questionnaire::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, Questionnaire::cursor));
  }

  /** A questionnaire and its place. */
  @Type("QuestionnaireEdge")
  @Name("QuestionnaireEdge")
  @Description("A questionnaire and its place.")
  public record Edge(
      @NonNull @Description("What is there.") Questionnaire node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
