package io.siyu.community;

import io.siyu.community.CommunityManagement.Draft;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Page;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Communities, for staff. */
@GraphQLApi
@ApplicationScoped
public class CommunityOperatorApi {

  private static final int MAX_NAME = 60;
  private static final int MAX_CITY = 30;
  private static final int MAX_CAPACITY = 10_000;

  private final Caller caller;
  private final CommunityManagement management;

  CommunityOperatorApi(Caller caller, CommunityManagement management) {
    this.caller = caller;
    this.management = management;
  }

  @Query("communities")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Communities (社群), the newest first; for staff.")
  public Uni<CommunityConnection> communities(
      @Name("storeId") @Id @Description("Those of one store; all unless given.") String storeId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return management
        .page(
            storeId == null ? null : Store.ID.decode(storeId, "storeId"),
            Cursor.decode(CommunityConnection.LIST, 1, after),
            Page.size(first))
        .map(CommunityConnection::of);
  }

  @Mutation("saveCommunity")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Makes or changes a community (保存社群). For ADMIN and OPERATOR.")
  public Uni<SaveCommunityPayload> saveCommunity(
      @NonNull @Name("input") @Description("The community.") SaveCommunityInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            management
                .save(
                    operator,
                    input.id() == null ? null : Community.ID.decode(input.id(), "input", "id"),
                    draft(input),
                    input.idempotencyKey())
                .map(SaveCommunityPayload::done),
        SaveCommunityPayload::refused);
  }

  private static Draft draft(SaveCommunityInput input) {
    return new Draft(
        required(input.kind(), "kind"),
        Text.requiredLine(input.name(), MAX_NAME, "input", "name"),
        input.storeId() == null ? null : Store.ID.decode(input.storeId(), "input", "storeId"),
        Text.optionalLine(input.city(), MAX_CITY, "input", "city"),
        input.dissolvesAt(),
        required(input.joinPolicy(), "joinPolicy"),
        input.capacity() == null
            ? null
            : Numbers.inRange(input.capacity(), 1, MAX_CAPACITY, "input", "capacity"));
  }

  private static <T> T required(T value, String field) {
    if (value == null) {
      throw new InvalidInput(List.of("input", field), "A value is required.");
    }
    return value;
  }
}
