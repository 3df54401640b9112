package io.siyu.member;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of tagging members. */
@Input("TagMembersInput")
@Name("TagMembersInput")
@Description("Input of tagging members.")
public record TagMembersInput(
    @NonNull @Id @Description("Whom to tag: 1–500 members, all or none of them.")
        List<@NonNull String> memberIds,
    @DefaultValue("[]")
        @Description("Tags to give, at most 20; one that staff gave before gets the new end.")
        List<@NonNull TagInput> add,
    @DefaultValue("[]")
        @Description("Codes of tags to take away, at most 20; only tags that staff gave go.")
        List<@NonNull String> remove,
    @NonNull @Id @Description("Made by the client, 1–64 characters; a repetition changes nothing.")
        String idempotencyKey) {}
