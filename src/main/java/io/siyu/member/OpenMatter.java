package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Something of the member's that has to end before the account can be deleted. */
@Type("OpenMatter")
@Name("OpenMatter")
@Description("Something that has to end before the account can be deleted (未结事项).")
public record OpenMatter(
    @NonNull @Description("What it is.") OpenMatterKind kind,
    @NonNull @Id @Description("Which one.") String id) {}
