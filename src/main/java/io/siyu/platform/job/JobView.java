package io.siyu.platform.job;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A scheduled job as the API shows it. */
@Type("Job")
@Name("Job")
@Description("Scheduled work that one replica at a time carries out (定时任务).")
public record JobView(
    @NonNull @Description("Unique name.") String name,
    @Description("Seconds from one scheduled run to the next.") int everySeconds,
    @NonNull @Description("The latest runs, newest first, at most 5.")
        List<@NonNull JobRunView> lastRuns) {}
