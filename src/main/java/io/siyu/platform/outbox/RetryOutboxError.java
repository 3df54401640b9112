package io.siyu.platform.outbox;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why retrying dead messages was refused. */
@Type("RetryOutboxError")
@Name("RetryOutboxError")
@Description("Why retrying dead messages was refused.")
public record RetryOutboxError(
    @NonNull @Description("What to act upon.") RetryOutboxErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static RetryOutboxError of(Refusal refusal) {
    return new RetryOutboxError(
        refusal.codeAs(RetryOutboxErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
