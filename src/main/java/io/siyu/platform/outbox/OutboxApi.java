package io.siyu.platform.outbox;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The outbox, for those who run the shop. */
@GraphQLApi
@ApplicationScoped
public class OutboxApi {

  private final Caller caller;
  private final OutboxOperation operation;

  OutboxApi(Caller caller, OutboxOperation operation) {
    this.caller = caller;
    this.operation = operation;
  }

  @Query("outboxStatus")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("How sending stands (发件箱状态). For ADMIN and OPERATOR.")
  public Uni<OutboxStatus> outboxStatus() {
    return operation.status();
  }

  @NonNull
  @Description("What was given up after all attempts, oldest first (死信).")
  public Uni<DeadMessageConnection> deadMessages(
      @Source OutboxStatus status,
      @Name("first") @Description("Messages per page, 1–50; 20 when left out.") Integer first,
      @Name("after") @Description("`endCursor` of the page before; null for the first page.")
          String after) {
    return operation
        .dead(Cursor.decode(OutboxOperation.DEAD_LIST, 1, after), Page.size(first))
        .map(DeadMessageConnection::of);
  }

  @Mutation("retryOutbox")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Sends dead messages again, with all their attempts (重发死信). For ADMIN and OPERATOR.")
  public Uni<RetryOutboxPayload> retryOutbox(
      @NonNull @Name("input") @Description("Which messages.") RetryOutboxInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> operation.retry(operator, input.messageIds()).map(RetryOutboxPayload::retried),
        RetryOutboxPayload::refused);
  }
}
