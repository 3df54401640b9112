package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of refreshing a session. */
@Input("RefreshSessionInput")
@Name("RefreshSessionInput")
@Description("Input of refreshing a session.")
public record RefreshSessionInput(
    @NonNull @Description("The refresh token that login or the last refresh gave. It is used up.")
        String refreshToken) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "RefreshSessionInput[***]";
  }
}
