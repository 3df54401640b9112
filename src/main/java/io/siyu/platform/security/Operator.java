package io.siyu.platform.security;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An operator as the API shows it. */
@Type("Operator")
@Name("Operator")
@Description("A member of the brand's staff (运营人员).")
public record Operator(
    @NonNull @Id @Description("The operator's id.") String id,
    @NonNull @Description("Login name.") String name,
    @NonNull @Description("What the operator may do.") List<@NonNull OperatorRole> roles) {

  static Operator of(OperatorAccount account) {
    return new Operator(OperatorAccounts.ID.encode(account.id()), account.name(), account.roles());
  }
}
