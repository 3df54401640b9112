package io.siyu.platform.job;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One run of a job as the API shows it. */
@Type("JobRun")
@Name("JobRun")
@Description("One run of a job (任务执行).")
public record JobRunView(
    @NonNull @Description("Beginning of the time bucket that it covers, in UTC.") Instant bucket,
    @NonNull @Description("Where it stands.") JobRunState state,
    @Description("Attempts: grows when another replica takes the run over.") int attempts,
    @Description("Items handled; 0 until it is done.") int items,
    @Description("Why the last attempt failed; null when it did not.") String error,
    @NonNull @Description("When it was claimed first, in UTC.") Instant startedAt,
    @Description("When it was done, in UTC; null while it is not.") Instant finishedAt) {}
