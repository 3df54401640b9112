package io.siyu.platform.security;

import io.siyu.platform.graphql.UserErrors;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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

/** Operators: login, account, colleagues. */
@GraphQLApi
@ApplicationScoped
public class OperatorApi {

  private final Caller caller;
  private final OperatorLogin login;
  private final OperatorAccounts accounts;

  OperatorApi(Caller caller, OperatorLogin login, OperatorAccounts accounts) {
    this.caller = caller;
    this.login = login;
    this.accounts = accounts;
  }

  @Query("operator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description("The operator who is logged in (当前运营人员).")
  public Uni<Operator> operator() {
    return accounts.present(caller.operator()).map(Operator::of);
  }

  @Query("operators")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("The colleagues (运营人员列表) whose accounts are open, by name; at most 500.")
  public Uni<List<@NonNull Operator>> operators() {
    caller.operator();
    return accounts.open().map(open -> open.stream().map(Operator::of).toList());
  }

  @Mutation("operatorLogin")
  @PermitAll
  @Description(
      "Logs an operator in with name and password (运营登录). Attempts are limited by name and by"
          + " address: LIMIT_EXCEEDED after 10 in 15 minutes unless configured otherwise.")
  public Uni<OperatorLoginPayload> operatorLogin(
      @NonNull @Name("input") @Description("Who logs in.") OperatorLoginInput input) {
    String address = caller.address();
    return UserErrors.of(
        () ->
            login
                .login(input.name(), input.password(), address)
                .map(OperatorLoginPayload::loggedIn),
        OperatorLoginPayload::refused);
  }

  @Mutation("changePassword")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description("Changes the operator's own password (修改密码) and ends the other sessions.")
  public Uni<ChangePasswordPayload> changePassword(
      @NonNull @Name("input") @Description("Both passwords.") ChangePasswordInput input) {
    UUID operator = caller.operator();
    UUID session = caller.session();
    String address = caller.address();
    return UserErrors.of(
        () ->
            accounts
                .changePassword(
                    operator, session, input.currentPassword(), input.newPassword(), address)
                .map(ChangePasswordPayload::changed),
        ChangePasswordPayload::refused);
  }

  @Mutation("createOperator")
  @RolesAllowed(Roles.ADMIN)
  @Description("Creates an account for a colleague (新建运营账号). For ADMIN.")
  public Uni<CreateOperatorPayload> createOperator(
      @NonNull @Name("input") @Description("The new account.") CreateOperatorInput input) {
    UUID creator = caller.operator();
    return UserErrors.of(
        () ->
            accounts
                .create(creator, input.name(), input.password(), input.roles())
                .map(CreateOperatorPayload::created),
        CreateOperatorPayload::refused);
  }
}
