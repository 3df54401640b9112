package io.siyu.chain;

import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.CommunityService;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Callers of the API, and what they send about chains. */
abstract class ChainApiScenario {

  @Inject ChainFixture fixture;
  @Inject Sessions sessions;
  @Inject CommunityService communities;

  static Map<String, Object> joinInput(Published chain, int quantity, String note) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(chain));
    input.put(
        "items",
        List.of(Map.of("itemId", ChainItem.ID.encode(chain.item()), "quantity", quantity)));
    input.put("note", note);
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  static String id(Published chain) {
    return Chain.ID.encode(chain.id());
  }

  static GraphQLClient anonymous() {
    return GraphQLClient.ofThisTest();
  }

  GraphQLClient asMember(UUID member) {
    return as(SubjectKind.MEMBER, member, Roles.MEMBER);
  }

  GraphQLClient as(SubjectKind kind, UUID subject, String role) {
    return anonymous().as(fixture.await(sessions.start(kind, subject, Set.of(role))).accessToken());
  }
}
