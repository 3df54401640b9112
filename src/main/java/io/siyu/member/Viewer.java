package io.siyu.member;

import io.siyu.platform.graphql.IdType;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The logged-in member, entrance to everything of their own. Other features add fields to it. */
@Type("Viewer")
@Name("Viewer")
@Description("The logged-in member (当前会员), entrance to everything of their own.")
public record Viewer(
    @Ignore UUID memberId, @NonNull @Id @Description("The member's id.") String id) {

  static final IdType ID = IdType.of("member");
}
