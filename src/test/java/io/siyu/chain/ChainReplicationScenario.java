package io.siyu.chain;

import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator who copies chains to communities. */
abstract class ChainReplicationScenario extends ChainApiScenario {

  static final Instant DEADLINE =
      Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

  @Inject Database database;
  @Inject Sql sql;

  List<UUID> communities(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Ids.next());
    }
    fixture.execute(
        """
        INSERT INTO community (id, kind, name, city)
        SELECT id, 'REFINED', '鲜果群', '杭州' FROM unnest($1::uuid[]) AS c (id)""",
        ids);
    return ids;
  }

  static Map<String, Object> input(Published source, List<UUID> communities, boolean publish) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(source));
    input.put("communityIds", communities.stream().map(Community.ID::encode).toList());
    input.put("deadline", DEADLINE.toString());
    input.put("publish", publish);
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  static Map<String, Object> deadline(UUID community, Instant deadline) {
    return Map.of("communityId", Community.ID.encode(community), "deadline", deadline.toString());
  }

  Answer replicate(Published source, List<UUID> communities, boolean publish) {
    return operator(source)
        .run("replicateChain", input(source, communities, publish))
        .expectSuccess("replicateChain");
  }

  GraphQLClient operator(Published source) {
    return as(SubjectKind.OPERATOR, source.operator(), Roles.OPERATOR);
  }

  /** The copies of a chain, in the order of their communities. */
  List<UUID> copies(Published source) {
    return fixture.await(
        database.read(
            () ->
                sql.list(
                    "SELECT id FROM chain WHERE replicated_from = $1 ORDER BY replicated_for, id",
                    row -> row.uuid("id"),
                    source.id())));
  }

  /** What a refused replication must leave as it is. */
  String state(Published source) {
    return fixture.fingerprint(source)
        + fixture.text(
            """
            SELECT concat_ws(' ',
              (SELECT count(*) FROM chain WHERE replicated_from = $1),
              (SELECT count(*) FROM chain_replication WHERE chain_id = $1),
              (SELECT count(*) FROM audit_entry WHERE subject = $2),
              (SELECT count(*) FROM idempotency_record
               WHERE actor_id = $3 AND mutation = 'replicateChain'))""",
            source.id(),
            id(source),
            source.operator());
  }
}
