package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of linking a chat group to a community. */
@Type("LinkChatGroupPayload")
@Name("LinkChatGroupPayload")
@Description("Result of linking a chat group to a community.")
public record LinkChatGroupPayload(
    @Description("The group as it is now; null when it was refused.") ChatGroup chatGroup,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull LinkChatGroupError> userErrors) {

  static LinkChatGroupPayload linked(ChatGroup group) {
    return new LinkChatGroupPayload(group, List.of());
  }

  static LinkChatGroupPayload refused(Refusal refusal) {
    return new LinkChatGroupPayload(null, List.of(LinkChatGroupError.of(refusal)));
  }
}
