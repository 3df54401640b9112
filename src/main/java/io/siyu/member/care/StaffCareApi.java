package io.siyu.member.care;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
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
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** How staff look after members. */
@GraphQLApi
@ApplicationScoped
public class StaffCareApi {

  private static final int MAX_MEMBERS = 500;
  private static final int MAX_NEED = 40;
  private static final int MAX_REASON = 200;
  private static final int MAX_NOTE = 500;

  private final Caller caller;
  private final Custodians custodians;
  private final CustodyTransfer transfer;
  private final MemberNeeds needs;
  private final MemberNotes notes;

  StaffCareApi(
      Caller caller,
      Custodians custodians,
      CustodyTransfer transfer,
      MemberNeeds needs,
      MemberNotes notes) {
    this.caller = caller;
    this.custodians = custodians;
    this.transfer = transfer;
    this.needs = needs;
    this.notes = notes;
  }

  @Query("custody")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("How much an operator looks after (负责事项): what `transferCustody` would move.")
  public Uni<List<@NonNull CustodyCount>> custody(
      @NonNull @Id @Name("operatorId") @Description("Which operator.") String operatorId) {
    caller.operator();
    return transfer.of(CustodyTransfer.OPERATOR.decode(operatorId, "operatorId"));
  }

  @Mutation("setMemberIntent")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "Says how much a member wants something (设置意向): COLD holds promotional steps back, URGENT"
          + " opens the offer.")
  public Uni<SetMemberIntentPayload> setMemberIntent(
      @NonNull @Name("input") @Description("Who, what, how much, and why.")
          SetMemberIntentInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            needs
                .set(
                    operator,
                    Custodians.MEMBER.decode(input.memberId(), "input", "memberId"),
                    Text.requiredLine(input.need(), MAX_NEED, "input", "need"),
                    input.intent(),
                    Text.required(input.reason(), MAX_REASON, "input", "reason"),
                    input.idempotencyKey())
                .map(SetMemberIntentPayload::changed),
        SetMemberIntentPayload::refused);
  }

  @Mutation("assignCustodian")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Gives members to an operator to look after (分配专属客服), all of them or none.")
  public Uni<AssignCustodianPayload> assignCustodian(
      @NonNull @Name("input") @Description("Whom, and to whom.") AssignCustodianInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            custodians
                .assign(
                    operator,
                    members(input.memberIds()),
                    input.operatorId() == null
                        ? null
                        : CustodyTransfer.OPERATOR.decode(
                            input.operatorId(), "input", "operatorId"),
                    input.idempotencyKey())
                .map(AssignCustodianPayload::assigned),
        AssignCustodianPayload::refused);
  }

  @Mutation("transferCustody")
  @RolesAllowed(Roles.ADMIN)
  @Description(
      "A colleague leaves (离职交接): members, communities, tasks and notes go to another one at once,"
          + " and the account is closed. For ADMIN.")
  public Uni<TransferCustodyPayload> transferCustody(
      @NonNull @Name("input") @Description("Who leaves, and who takes over.")
          TransferCustodyInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID from =
              CustodyTransfer.OPERATOR.decode(input.fromOperatorId(), "input", "fromOperatorId");
          UUID to = CustodyTransfer.OPERATOR.decode(input.toOperatorId(), "input", "toOperatorId");
          if (from.equals(to)) {
            throw new InvalidInput(List.of("input", "toOperatorId"), "Somebody else takes over.");
          }
          return transfer
              .transfer(operator, from, to, input.idempotencyKey())
              .map(TransferCustodyPayload::moved);
        },
        TransferCustodyPayload::refused);
  }

  @Mutation("addMemberNote")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Notes something about a member (添加备注), for colleagues to see.")
  public Uni<AddMemberNotePayload> addMemberNote(
      @NonNull @Name("input") @Description("About whom, and what.") AddMemberNoteInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            notes
                .add(
                    operator,
                    Custodians.MEMBER.decode(input.memberId(), "input", "memberId"),
                    Text.required(input.text(), MAX_NOTE, "input", "text"),
                    input.idempotencyKey())
                .map(AddMemberNotePayload::added),
        AddMemberNotePayload::refused);
  }

  @Mutation("removeMemberNote")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Removes a note (删除备注): one's own, or any for ADMIN.")
  public Uni<RemoveMemberNotePayload> removeMemberNote(
      @NonNull @Name("input") @Description("Which note.") RemoveMemberNoteInput input) {
    UUID operator = caller.operator();
    boolean admin = caller.isAdmin();
    return UserErrors.of(
        () ->
            notes
                .remove(operator, MemberNote.ID.decode(input.noteId(), "input", "noteId"), admin)
                .map(done -> RemoveMemberNotePayload.removed(input.noteId())),
        RemoveMemberNotePayload::refused);
  }

  private static SortedSet<UUID> members(List<String> ids) {
    Numbers.inRange(ids.size(), 1, MAX_MEMBERS, "input", "memberIds");
    SortedSet<UUID> members = new TreeSet<>();
    ids.forEach(id -> members.add(Custodians.MEMBER.decode(id, "input", "memberIds")));
    return members;
  }
}
