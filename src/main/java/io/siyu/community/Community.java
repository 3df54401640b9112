package io.siyu.community;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

/** A community as the API shows it. */
@Description("A WeChat group of the brand's customers (社群).")
public record Community(
    @NonNull @Id @Description("Opaque id; begins with `community_`.") String id,
    @NonNull @Description("What it is for.") CommunityKind kind,
    @NonNull @Description("Name of the group, at most 60 characters.") String name,
    @Description("City of its members; null when it belongs to the whole brand.") String city,
    @Description("When a flash community (快闪群) dissolves; null for a lasting one.")
        Instant dissolvesAt,
    @NonNull @Description("How one gets in.") CommunityJoinPolicy joinPolicy,
    @Description("How many places are left, never below 0; null when there are places for all.")
        Integer placesLeft) {

  /** For every input that names a community. */
  public static final IdType ID = IdType.of("community");

  public static Community of(CommunitySummary community) {
    return new Community(
        ID.encode(community.id()),
        community.kind(),
        community.name(),
        community.city(),
        community.dissolvesAt(),
        community.joinPolicy(),
        community.placesLeft());
  }
}
