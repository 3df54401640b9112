package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why refreshing or ending a session was refused. */
@Type("SessionError")
@Name("SessionError")
@Description("Why refreshing or ending a session was refused.")
public record SessionError(
    @NonNull @Description("What to act upon.") SessionErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static SessionError of(Refusal refusal) {
    return new SessionError(
        refusal.codeAs(SessionErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
