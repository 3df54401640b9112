package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Store;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.CsvReader;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those need who pack a chain's goods and hand them out, however long it is. */
@QuarkusTest
class ChainPackingTest extends ChainApiScenario {

  private static final int PLACE = 0;
  private static final int NUMBER = 1;
  private static final int RECIPIENT = 3;
  private static final int PHONE = 4;

  /** More than one request reads, by far. */
  private static final int MANY = 52_001;

  @Inject ManyEntries many;
  @Inject Database database;
  @Inject Sql sql;

  private Published filled;

  @AfterEach
  void clear() {
    if (filled != null) {
      many.clear(filled);
    }
  }

  @Test
  void who_collects_is_known_by_what_they_wrote_or_by_the_end_of_their_own_phone() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID store = store(chain);
    UUID wrote = member("小满", "+8613911110001");
    UUID bound = member("谷雨", "+8613911110042");
    UUID neither = member("立夏", null);
    UUID abroad = member("芒种", null);
    join(wrote, chain, contact(store, "王芳", "+8613800000007"));
    join(bound, chain, null);
    join(neither, chain, contact(store, "赵敏", null));
    join(abroad, chain, contact(store, null, "+85291234567"));

    List<List<String>> lines = packed(chain);

    assertThat(lines)
        .extracting(line -> List.of(line.get(2), line.get(RECIPIENT), line.get(PHONE)))
        .containsExactly(
            List.of("小满", "王芳", "13800000007"),
            List.of("谷雨", "", "尾号0042"),
            List.of("立夏", "赵敏", ""),
            List.of("芒种", "", "'+85291234567"));
  }

  @Test
  void of_who_has_left_no_phone_is_listed() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID member = member("谷雨", "+8613911110042");
    join(member, chain, null);
    fixture.execute(
        """
        UPDATE member SET status = 'DELETED', deleted_at = now(), openid = NULL, nickname = NULL,
          phone = NULL WHERE id = $1""",
        member);

    assertThat(packed(chain).get(0).subList(RECIPIENT, PHONE + 1)).containsOnly("");
  }

  @Test
  void pieces_of_a_very_long_chain_are_the_list_as_it_stood_at_the_first() {
    Published chain = filled(MANY + 1);
    lastNumber(chain, MANY);

    StringBuilder csv = new StringBuilder();
    int pieces = 0;
    String after = null;
    do {
      Answer piece = export(chain, "PACKING", after);
      csv.append(piece.text("chainExport.csv"));
      after = piece.text("chainExport.endCursor");
      if (pieces++ == 0) {
        withdraw(chain, 1);
        withdraw(chain, 40_000);
        lastNumber(chain, MANY + 1);
      }
    } while (after != null);

    List<List<String>> lines = CsvReader.read(csv.toString());
    assertThat(pieces).isEqualTo(27);
    assertThat(numbers(lines, false))
        .as("who left after the piece is in it, who left before is not, nor who came later")
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MANY).filter(n -> n % 7 != 0 && n != 40_000).boxed().toList());
    assertThat(numbers(lines, true))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MANY).filter(n -> n % 7 == 0).boxed().toList());
    assertThat(CsvReader.read(export(chain, "PICKING", null).text("chainExport.csv")))
        .last()
        .asList()
        .containsExactly("合计", "伦晚脐橙5斤", "52000", "52000", "52000");
    assertThatPiecesCostTheSame(chain);
  }

  private void assertThatPiecesCostTheSame(Published chain) {
    ReadCost start = cost(chain, EntryPlace.BEGINNING);
    ReadCost middle = cost(chain, new EntryPlace(store(chain), 25_000));
    ReadCost sent = cost(chain, new EntryPlace(EntryPlace.SENT, 25_000));

    assertThat(List.of(start.rows(), middle.rows(), sent.rows()))
        .containsOnly(StandingEntries.PAGE);
    middle.isLike(start);
    assertThat(sent.plan()).contains("chain_entry_standing").doesNotContain("\"Sort\"");
    assertThat(cost(chain, new EntryPlace(EntryPlace.SENT, MANY - 7)).blocks()).isLessThan(20);
  }

  private ReadCost cost(Published chain, EntryPlace from) {
    return fixture.await(
        database.read(
            () ->
                ReadCost.of(
                    sql,
                    StandingEntries.STANDING,
                    chain.id(),
                    false,
                    true,
                    from.place(),
                    from.number())));
  }

  private Published filled(int entries) {
    filled = fixture.published(Plan.minimumOrders(2));
    many.fill(filled, entries, fixture.members(40));
    return filled;
  }

  /** What was numbered later is not yet there, for who reads. */
  private void lastNumber(Published chain, int number) {
    fixture.execute("UPDATE chain SET last_number = $2 WHERE id = $1", chain.id(), number);
  }

  private void withdraw(Published chain, int number) {
    fixture.execute(
        """
        UPDATE chain_entry SET state = 'WITHDRAWN', refunded_at = now()
        WHERE chain_id = $1 AND number = $2""",
        chain.id(),
        number);
  }

  private static List<Integer> numbers(List<List<String>> lines, boolean sent) {
    return lines.stream()
        .skip(1)
        .filter(line -> line.get(PLACE).equals("快递") == sent)
        .map(line -> Integer.valueOf(line.get(NUMBER)))
        .toList();
  }

  private UUID member(String nickname, String phone) {
    UUID member = fixture.member(nickname);
    fixture.execute("UPDATE member SET phone = $2 WHERE id = $1", member, phone);
    return member;
  }

  private UUID store(Published chain) {
    return UUID.fromString(
        fixture.text(
            "SELECT store_id::text FROM chain_pick_up_point WHERE chain_id = $1", chain.id()));
  }

  private static Map<String, Object> contact(UUID store, String name, String phone) {
    Map<String, Object> delivery = new HashMap<>();
    delivery.put("kind", "PICK_UP");
    delivery.put("storeId", Store.ID.encode(store));
    delivery.put("recipientName", name);
    delivery.put("phone", phone);
    return delivery;
  }

  private void join(UUID member, Published chain, Map<String, Object> delivery) {
    Map<String, Object> input = joinInput(chain, 1, null);
    input.put("delivery", delivery);
    Answer joined = asMember(member).run("joinChain", input).expectSuccess("joinChain");
    fixture.pay(ChainEntry.ID.decode(joined.text("joinChain.entry.id"), "id"));
  }

  private List<List<String>> packed(Published chain) {
    List<List<String>> lines =
        CsvReader.read(export(chain, "PACKING", null).text("chainExport.csv"));
    return lines.subList(1, lines.size());
  }

  /** Paid entries count, too. */
  private Answer export(Published chain, String kind, String after) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("chainId", id(chain));
    wanted.put("kind", kind);
    wanted.put("includePaid", true);
    wanted.put("after", after);
    return as(SubjectKind.OPERATOR, fixture.operator(), Roles.OPERATOR)
        .runWith("chainExport", wanted);
  }
}
