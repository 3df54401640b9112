package io.siyu.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.member.MemberRecord;
import io.siyu.member.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Where members stand: the stage to themselves, stage and label to staff. */
// Quarkus registers a class of queries or mutations by itself, and not one that only adds fields.
@RegisterForReflection
@GraphQLApi
@ApplicationScoped
public class LifecycleApi {

  private final Lifecycles lifecycles;

  LifecycleApi(Lifecycles lifecycles) {
    this.lifecycles = lifecycles;
  }

  @NonNull
  @Description("Where the member stands today (生命周期阶段).")
  public Uni<LifecycleStage> lifecycleStage(@Source Viewer viewer) {
    return lifecycles
        .of(List.of(viewer.memberId()))
        .map(found -> found.get(viewer.memberId()).stage());
  }

  @NonNull
  @Description("Where the member stands today (会员的生命周期阶段).")
  public Uni<List<@NonNull LifecycleStage>> lifecycleStage(@Source List<MemberRecord> members) {
    return ofAll(members).map(all -> all.stream().map(Lifecycle::stage).toList());
  }

  @Description("What stands out about the member beside the stage; null for nothing.")
  public Uni<List<LifecycleLabel>> lifecycleLabel(@Source List<MemberRecord> members) {
    return ofAll(members).map(all -> all.stream().map(Lifecycle::label).toList());
  }

  private Uni<List<Lifecycle>> ofAll(List<MemberRecord> members) {
    List<UUID> ids = members.stream().map(MemberRecord::memberId).toList();
    return lifecycles.of(ids).map(found -> ids.stream().map(found::get).toList());
  }
}
