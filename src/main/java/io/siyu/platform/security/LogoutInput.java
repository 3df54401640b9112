package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** Input of ending a session. */
@Input("LogoutInput")
@Name("LogoutInput")
@Description("Input of ending a session.")
public record LogoutInput(
    @DefaultValue("false") @Description("True ends the sessions of all devices, not just this one.")
        Boolean everywhere) {

  /** A client may send null as well as nothing. */
  public LogoutInput {
    everywhere = everywhere != null && everywhere;
  }
}
