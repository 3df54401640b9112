package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Members take their data along, and leave. */
@GraphQLApi
@ApplicationScoped
public class MemberPrivacyApi {

  private final Caller caller;
  private final PersonalDataExport export;
  private final AccountDeletion deletion;
  private final Clock clock;

  MemberPrivacyApi(
      Caller caller, PersonalDataExport export, AccountDeletion deletion, Clock clock) {
    this.caller = caller;
    this.export = export;
    this.deletion = deletion;
    this.clock = clock;
  }

  @Mutation("exportMyData")
  @RolesAllowed(Roles.MEMBER)
  @Description("Hands out everything that is kept about the member (导出个人数据), 60 times an hour.")
  public Uni<ExportMyDataPayload> exportMyData(
      @NonNull @Name("input") @Description("What of it.") ExportMyDataInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            export
                .export(member, input.sections())
                .map(data -> ExportMyDataPayload.exported(data.encode(), clock.instant())),
        ExportMyDataPayload::refused);
  }

  @Mutation("deleteAccount")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Deletes the member's account for good (注销账号), once nothing is open: everything personal is"
          + " erased, all sessions end, records of money stay without a name.")
  public Uni<DeleteAccountPayload> deleteAccount(
      @NonNull @Name("input") @Description("The member's consent.") DeleteAccountInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> {
          if (!input.confirm()) {
            throw Refusal.of(
                DeleteAccountErrorCode.NOT_CONFIRMED,
                "Deleting cannot be undone: ask the member once more, then confirm.",
                "input",
                "confirm");
          }
          return deletion.delete(member).map(DeleteAccountPayload::deleted);
        },
        DeleteAccountPayload::refused);
  }
}
