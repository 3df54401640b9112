package io.siyu.platform.job;

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
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Scheduled work, for those who run the shop. */
@GraphQLApi
@ApplicationScoped
public class JobApi {

  private final Caller caller;
  private final JobOperation operation;

  JobApi(Caller caller, JobOperation operation) {
    this.caller = caller;
    this.operation = operation;
  }

  @Query("jobs")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Scheduled jobs by name, with their latest runs (定时任务). For ADMIN and OPERATOR.")
  public Uni<List<@NonNull JobView>> jobs() {
    return operation.all();
  }

  @Mutation("runJob")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Runs a job now and waits for it (立即执行任务); safe beside a scheduled run. For ADMIN and OPERATOR.")
  public Uni<RunJobPayload> runJob(
      @NonNull @Name("input") @Description("Which job.") RunJobInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> operation.run(operator, input.name()).map(RunJobPayload::ran),
        RunJobPayload::refused);
  }
}
