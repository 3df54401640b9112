package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of an operator's login. */
@Input("OperatorLoginInput")
@Name("OperatorLoginInput")
@Description("Input of an operator's login.")
public record OperatorLoginInput(
    @NonNull @Description("Login name, 1–64 characters, without regard to case.") String name,
    @NonNull @Description("The password, at most 72 bytes in UTF-8.") String password) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "OperatorLoginInput[***]";
  }
}
