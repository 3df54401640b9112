package io.siyu.member;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A tag to give. */
@Input("TagInput")
@Name("TagInput")
@Description("A tag to give.")
public record TagInput(
    @NonNull @Description("The tag's code, 1–40 characters in one line.") String code,
    @Description("When it ends, in the next 10 years; null for never.") Instant expiresAt) {}
