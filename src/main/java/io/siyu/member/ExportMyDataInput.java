package io.siyu.member;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of exporting the own data. */
@Input("ExportMyDataInput")
@Name("ExportMyDataInput")
@Description("What of the own data to hand out.")
public record ExportMyDataInput(
    @DefaultValue("[]")
        @Description(
            "Only these sections of the export, by their names, at most 50; all when empty.")
        List<@NonNull String> sections) {}
