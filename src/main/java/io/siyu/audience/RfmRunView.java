package io.siyu.audience;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A recomputation of RFM as staff see it. */
@Type("RfmRun")
@Name("RfmRun")
@Description("A recomputation of RFM (RFM 计算).")
public record RfmRunView(
    @NonNull @Id @Description("The run's id.") String id,
    @NonNull @Description("How far it has come.") RfmState state,
    @NonNull @Description("Days that are looked at, the last one included.") int windowDays,
    @Description("The last day that is looked at; null before it began.") LocalDate asOf,
    @Description("First day of the month whose run it is; null when it was asked for.")
        LocalDate month,
    @NonNull @Description("Members in a class so far.") int classifiedCount,
    @NonNull @Description("When it was asked for, in UTC.") Instant requestedAt,
    @Description("When it was done, in UTC; null until then.") Instant finishedAt) {

  static final IdType ID = IdType.of("rfm");

  static RfmRunView of(RfmRun run) {
    return new RfmRunView(
        ID.encode(run.id()),
        run.state(),
        run.windowDays(),
        run.asOf(),
        run.month(),
        run.classified(),
        run.requestedAt(),
        run.finishedAt());
  }
}
