package io.siyu.platform.security;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of creating an operator. */
@Input("CreateOperatorInput")
@Name("CreateOperatorInput")
@Description("Input of creating an operator.")
public record CreateOperatorInput(
    @NonNull @Description("Login name, 1–64 characters, without regard to case, unique.")
        String name,
    @NonNull @Description("First password: at least 10 characters, at most 72 bytes in UTF-8.")
        String password,
    @NonNull @Description("What the operator may do: 1–4 roles.")
        List<@NonNull OperatorRole> roles) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "CreateOperatorInput[***]";
  }
}
