package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of ending a session. */
@Type("LogoutPayload")
@Name("LogoutPayload")
@Description("Result of ending a session.")
public record LogoutPayload(
    @Description("Whether the session has ended; it may have ended before.") boolean loggedOut,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull SessionError> userErrors) {

  static LogoutPayload done() {
    return new LogoutPayload(true, List.of());
  }

  static LogoutPayload refused(Refusal refusal) {
    return new LogoutPayload(false, List.of(SessionError.of(refusal)));
  }
}
