package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberTagsTest {

  private static final String TAG = "tagMembers";

  @Inject Rows rows;
  @Inject MemberTags tags;
  @Inject MovableClock clock;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private GraphQLClient staff;
  private GraphQLClient member;
  private String id;

  @BeforeEach
  void log_in() {
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
    member = anonymous.asMember("new:tags-" + UUID.randomUUID().toString().substring(0, 8));
    id = member.send("{ viewer { id } }", Map.of()).text("viewer.id");
  }

  @AfterEach
  void restore_the_time() {
    clock.reset();
  }

  @Test
  void staff_give_a_tag_and_take_it_away() {
    Answer given = tag(List.of(id), List.of("油皮", "VIP"), List.of());
    assertThat(given.expectSuccess(TAG).number(TAG + ".memberCount")).isEqualTo(1);
    assertThat(codes()).containsExactlyInAnyOrder("油皮", "VIP");

    tag(List.of(id), List.of(), List.of("VIP", "never given")).expectSuccess(TAG);
    assertThat(codes()).containsExactly("油皮");
    String operator = staff.send("{ operator { id } }", Map.of()).text("operator.id");
    Answer seen = staff.runWith("member", Map.of("id", id));
    assertThat(seen.text("member.tags.0.source")).isEqualTo("OPERATOR");
    assertThat(seen.text("member.tags.0.setBy")).isEqualTo(operator);
  }

  @Test
  void a_source_takes_back_only_its_own() {
    UUID rule = Ids.next();
    Rows.await(tags.change(ruleGives(rule, "沉睡")));
    tag(List.of(id), List.of("沉睡"), List.of()).expectSuccess(TAG);

    tag(List.of(id), List.of(), List.of("沉睡")).expectSuccess(TAG);

    Answer viewer = member.runWith("viewerTags", Map.of());
    assertThat(codes()).containsExactly("沉睡");
    assertThat(viewer.text("viewer.tags.0.source")).isEqualTo("RULE");
  }

  @Test
  void a_tag_counts_until_the_instant_of_its_end() {
    Instant end = clock.instant().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> input = input(List.of(id), List.of(), List.of());
    input.put("add", List.of(Map.of("code", "试用中", "expiresAt", end.toString())));
    staff.run(TAG, input).expectSuccess(TAG);

    clock.advance(Duration.ofDays(1).minusMinutes(5));
    assertThat(tagsInForce()).containsExactly("试用中");
    clock.advance(Duration.ofMinutes(5));
    assertThat(tagsInForce()).isEmpty();
    // Those of other tests, too.
    assertThat(Rows.await(tags.forgetExpired(1_000))).isPositive();
    assertThat(rows.count("member_tag WHERE member_id = $1", Rows.uuid(id))).isZero();
  }

  @Test
  void a_repetition_changes_nothing_and_another_input_is_refused() {
    Map<String, Object> input = input(List.of(id), List.of("A"), List.of());
    staff.run(TAG, input).expectSuccess(TAG);
    String before = checksum();

    assertThat(staff.run(TAG, input).expectSuccess(TAG).number(TAG + ".memberCount")).isEqualTo(1);
    input.put("remove", List.of("B"));
    assertThat(staff.run(TAG, input).userErrorCodes(TAG)).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void all_members_are_tagged_or_none() {
    String before = checksum();
    String nobody = "member_AZAAAAAAcACAAAAAAAAAAQ";

    assertThat(tag(List.of(id, nobody), List.of("A"), List.of()).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void input_that_breaks_a_rule_is_refused_and_changes_nothing() {
    List<String> many = IntStream.range(0, 501).mapToObj(i -> id).toList();
    List<String> codes = IntStream.range(0, 21).mapToObj(i -> "t" + i).toList();
    String before = checksum();

    for (Answer answer :
        List.of(
            tag(List.of(), List.of("A"), List.of()),
            tag(many, List.of("A"), List.of()),
            tag(List.of(id), List.of(), List.of()),
            tag(List.of(id), codes, List.of()),
            tag(List.of(id), List.of("A", "A"), List.of()),
            tag(List.of(id), List.of("A"), List.of("A")),
            tag(List.of(id), List.of("x".repeat(41)), List.of()),
            tag(List.of(id), List.of(" "), List.of()),
            staff.run(TAG, ending(clock.instant().minusSeconds(1))),
            staff.run(TAG, ending(clock.instant().plus(Duration.ofDays(4_000)))))) {
      assertThat(answer.userErrorCodes(TAG)).containsExactly("INVALID_INPUT");
    }
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_member_has_at_most_a_hundred_tags() {
    for (int i = 0; i < 5; i++) {
      int from = i * 20;
      tag(List.of(id), IntStream.range(from, from + 20).mapToObj(n -> "t" + n).toList(), List.of())
          .expectSuccess(TAG);
    }
    String before = checksum();

    assertThat(tag(List.of(id), List.of("one more"), List.of()).userErrorCodes(TAG))
        .containsExactly("TOO_MANY_TAGS");
    assertThat(checksum()).isEqualTo(before);
    tag(List.of(id), List.of("one more"), List.of("t0")).expectSuccess(TAG);
  }

  @Test
  void the_limit_holds_however_many_tag_at_once() {
    for (int i = 0; i < 4; i++) {
      int from = i * 20;
      tag(List.of(id), IntStream.range(from, from + 20).mapToObj(n -> "t" + n).toList(), List.of())
          .expectSuccess(TAG);
    }
    List<Uni<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      TagChange change =
          new TagChange(
              List.of(Rows.uuid(id)), TagSource.RULE, Ids.next(), of("race-" + i), Set.of());
      attempts.add(tags.change(change).replaceWith(true).onFailure().recoverWithItem(false));
    }

    List<Boolean> done = Rows.await(Uni.join().all(attempts).andFailFast());

    assertThat(done.stream().filter(yes -> yes)).hasSize(20);
    assertThat(rows.count("member_tag WHERE member_id = $1", Rows.uuid(id))).isEqualTo(100);
  }

  private TagChange ruleGives(UUID rule, String code) {
    return new TagChange(List.of(Rows.uuid(id)), TagSource.RULE, rule, of(code), Set.of());
  }

  private static Map<String, Instant> of(String code) {
    Map<String, Instant> add = new HashMap<>();
    add.put(code, null);
    return add;
  }

  private Answer tag(List<String> members, List<String> add, List<String> remove) {
    return staff.run(TAG, input(members, add, remove));
  }

  private Map<String, Object> ending(Instant end) {
    Map<String, Object> input = input(List.of(id), List.of(), List.of());
    input.put("add", List.of(Map.of("code", "A", "expiresAt", end.toString())));
    return input;
  }

  private static Map<String, Object> input(
      List<String> members, List<String> add, List<String> remove) {
    Map<String, Object> input = new HashMap<>();
    input.put("memberIds", members);
    input.put("add", add.stream().map(code -> Map.of("code", code)).toList());
    input.put("remove", remove);
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }

  private List<String> codes() {
    Answer viewer = member.runWith("viewerTags", Map.of()).expectSuccess("viewer");
    return IntStream.range(0, viewer.array("viewer.tags").size())
        .mapToObj(i -> viewer.text("viewer.tags." + i + ".code"))
        .toList();
  }

  /** Past the API, whose tokens end while the clock moves. */
  private List<String> tagsInForce() {
    UUID uuid = Rows.uuid(id);
    return Rows.await(tags.of(List.of(uuid))).getOrDefault(uuid, List.of()).stream()
        .map(TagRow::code)
        .toList();
  }

  private String checksum() {
    return rows.checksum("member_tag", "audit_entry") + rows.count("idempotency_record");
  }
}
