package io.siyu.member.care;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Who looks after a member. */
@Type("Custodian")
@Name("Custodian")
@Description("Who of the staff looks after a member (专属客服).")
public record Custodian(
    @NonNull @Id @Description("The operator's id.") String operatorId,
    @NonNull @Description("The operator's login name.") String name,
    @NonNull @Description("Since when, in UTC.") Instant since) {}
