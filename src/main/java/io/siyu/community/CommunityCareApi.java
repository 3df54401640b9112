package io.siyu.community;

import io.siyu.kernel.Numbers;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** How staff look after communities. */
@GraphQLApi
@ApplicationScoped
public class CommunityCareApi {

  static final IdType OPERATOR = IdType.of("operator");

  private static final int MAX_COMMUNITIES = 500;

  private final Caller caller;
  private final CommunityCustodians custodians;

  CommunityCareApi(Caller caller, CommunityCustodians custodians) {
    this.caller = caller;
    this.custodians = custodians;
  }

  @Mutation("assignCommunityCustodian")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Gives communities to an operator to look after (分配社群负责人), all of them or none.")
  public Uni<AssignCommunityCustodianPayload> assignCommunityCustodian(
      @NonNull @Name("input") @Description("Which ones, and to whom.")
          AssignCommunityCustodianInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            custodians
                .assign(
                    operator,
                    communities(input.communityIds()),
                    input.operatorId() == null
                        ? null
                        : OPERATOR.decode(input.operatorId(), "input", "operatorId"),
                    input.idempotencyKey())
                .map(AssignCommunityCustodianPayload::assigned),
        AssignCommunityCustodianPayload::refused);
  }

  private static SortedSet<UUID> communities(List<String> ids) {
    Numbers.inRange(ids.size(), 1, MAX_COMMUNITIES, "input", "communityIds");
    SortedSet<UUID> communities = new TreeSet<>();
    ids.forEach(id -> communities.add(Community.ID.decode(id, "input", "communityIds")));
    return communities;
  }
}
