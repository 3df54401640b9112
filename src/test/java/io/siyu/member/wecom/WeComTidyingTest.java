package io.siyu.member.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Background;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What WeCom told is forgotten after a while, and who turned out to be nobody of ours. */
@QuarkusTest
class WeComTidyingTest {

  @Inject Background background;
  @Inject Rows rows;

  @Test
  void old_notices_and_strangers_go_and_members_stay() {
    UUID member =
        Rows.uuid(
            GraphQLClient.ofThisTest()
                .asMember("new:wecom-tidying")
                .runWith("viewer", Map.of())
                .text("viewer.id"));
    String name = "wmTidied" + Ids.next();
    notice(name + "-old", "8 days");
    notice(name + "-new", "6 days");
    person(name + "-old-stranger", null, "31 days");
    person(name + "-new-stranger", null, "29 days");
    person(name + "-member", member, "400 days");

    background.run("wecom-tidying");

    assertThat(
            rows.text(
                """
                SELECT string_agg(id, ' ' ORDER BY id) FROM (
                  SELECT external_user_id AS id FROM wecom_notice
                  UNION ALL SELECT external_user_id FROM wecom_person) ids
                WHERE id LIKE $1 || '%'""",
                name))
        .isEqualTo("%s-member %s-new %s-new-stranger".formatted(name, name, name));
  }

  private void notice(String person, String age) {
    rows.update(
        """
        INSERT INTO wecom_notice
          (id, once, kind, external_user_id, message_id, chat_id, happened_at, received_at)
        SELECT $1, encode(sha256(convert_to($2, 'UTF8')), 'hex'), 'MESSAGE', $2, 'm', 'c', at, at
        FROM (SELECT now() - $3::text::interval AS at) it""",
        Ids.next(),
        person,
        age);
  }

  private void person(String person, UUID member, String age) {
    rows.update(
        """
        INSERT INTO wecom_person (external_user_id, member_id, asked_at, look_again_at)
        SELECT $1, $2::uuid, at, CASE WHEN $2 IS NULL THEN at END
        FROM (SELECT now() - $3::text::interval AS at) it""",
        person,
        member,
        age);
  }
}
