package io.siyu.points;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** One message that a member wrote in a chat group. */
@Input("ChatMessageInput")
@Description("A message that a member wrote in a chat group (群聊消息), without what it says.")
public record ChatMessageInput(
    @NonNull
        @Description(
            "Its id in the export, 1–60 characters; the same id of the same member is the same message.")
        String messageId,
    @NonNull @Id @Description("Who wrote it.") String memberId,
    @NonNull @Description("When it was written, in the last 31 days; caps count it on that day.")
        Instant sentAt,
    @Id
        @Description(
            "The community it was written in; whoever was more than a MEMBER of it then earns nothing."
                + " Null when unknown: then whoever was so in any community.")
        String communityId) {}
