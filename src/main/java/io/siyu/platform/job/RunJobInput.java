package io.siyu.platform.job;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of running a job. */
@Input("RunJobInput")
@Name("RunJobInput")
@Description("Input of running a job.")
public record RunJobInput(
    @NonNull @Description("Name of the job, as `jobs` lists it.") String name) {}
