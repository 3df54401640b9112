package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Answer;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long a list is, each of its pages costs the same: counted, not timed. */
@QuarkusTest
class ChainPagingTest extends ChainApiScenario {

  private static final int ENTRIES = 10_000;
  private static final int PAGE = 21;
  private static final UUID BEHIND_ALL = new UUID(-1, -1);

  @Inject ManyEntries many;
  @Inject StatementLog statements;
  @Inject Database database;
  @Inject Sql sql;

  private Published filled;

  @Test
  void a_page_of_a_long_chain_touches_as_little_at_its_end_as_at_its_start() {
    Published chain = filled(fixture.members(40));

    ReadCost start = cost(EntryQueries.PAGE, chain.id(), 0, PAGE);
    ReadCost middle = cost(EntryQueries.PAGE, chain.id(), ENTRIES / 2, PAGE);
    ReadCost end = cost(EntryQueries.PAGE, chain.id(), ENTRIES - PAGE, PAGE);
    ReadCost newest = cost(EntryQueries.PAGE_BACKWARDS, chain.id(), Integer.MAX_VALUE, PAGE);
    ReadCost first = cost(EntryQueries.PAGE_BACKWARDS, chain.id(), PAGE + 1, PAGE);

    assertThat(List.of(start.rows(), middle.rows(), end.rows(), newest.rows(), first.rows()))
        .containsOnly(PAGE);
    middle.isLike(start);
    end.isLike(start);
    first.isLike(newest);
    assertThat(newest.plan()).contains("chain_entry_number");
    assertThat(start.plan()).contains("chain_entry_number");
  }

  @Test
  void a_page_of_a_long_chain_with_members_and_items_is_four_statements_at_either_end() {
    Published chain = filled(fixture.members(40));
    fixture.awaitQuiet();

    for (String order : List.of("OLDEST_FIRST", "NEWEST_FIRST")) {
      for (int number : List.of(0, ENTRIES - 20)) {
        int from = order.equals("OLDEST_FIRST") ? number : ENTRIES + 1 - number;
        Map<String, Object> variables = new HashMap<>(Map.of("id", id(chain), "order", order));
        variables.put("after", cursor(EntryOrder.valueOf(order), from));

        statements.start();
        Answer page = anonymous().runWith("chainEntries", variables);
        List<String> reads = ofThePage(statements.stop("SELECT"));

        assertThat(page.array("chain.entries.nodes")).hasSize(20);
        assertThat(page.text("chain.entries.nodes.19.items.0.name")).isNotBlank();
        assertThat(page.text("chain.entries.nodes.19.nickname")).startsWith("鲜果粉");
        assertThat(reads).hasSizeLessThanOrEqualTo(4);
      }
    }
  }

  @Test
  void a_members_own_long_list_touches_as_little_at_its_end_as_at_its_start() {
    UUID member = fixture.member("小满");
    filled(List.of(member));
    UUID last = nthOf(member, ENTRIES - PAGE);

    ReadCost start = cost(EntryQueries.OF_MEMBER, member, BEHIND_ALL, PAGE);
    ReadCost end = cost(EntryQueries.OF_MEMBER, member, last, PAGE);

    assertThat(end.rows()).isEqualTo(PAGE);
    end.isLike(start);
  }

  @Test
  void what_operators_read_of_a_long_chain_touches_as_little_at_its_end_as_at_its_start() {
    UUID member = fixture.member("小满");
    Published chain = filled(List.of(member));
    UUID last = nthOf(member, ENTRIES - PAGE);
    Published newer = fixture.published(Plan.minimumOrders(2));
    many.fill(newer, 2 * ENTRIES, fixture.members(40));
    try {
      ReadCost start = cost(EntryQueries.OF_CHAIN, chain.id(), BEHIND_ALL, PAGE, null);
      ReadCost end = cost(EntryQueries.OF_CHAIN, chain.id(), last, PAGE, null);

      assertThat(List.of(start.rows(), end.rows())).containsOnly(PAGE);
      end.isLike(start);
      assertThat(start.plan()).contains("chain_entry_of_chain");
    } finally {
      many.clear(newer);
    }
  }

  @Test
  void a_page_of_a_members_own_entries_is_four_statements() {
    UUID member = fixture.member("小满");
    for (int i = 0; i < 3; i++) {
      fixture.joinAndPay(member, fixture.published(Plan.minimumOrders(2)), 1);
    }
    fixture.awaitQuiet();

    statements.start();
    Answer page = asMember(member).runWith("viewerChainEntries", Map.of());
    List<String> reads = ofThePage(statements.stop("SELECT"));

    assertThat(page.array("viewer.chainEntries.nodes")).hasSize(3);
    assertThat(reads).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void the_preview_of_a_long_chain_of_which_nothing_stands_looks_back_a_bounded_way() {
    Published chain = filled(fixture.members(40));
    ReadCost standing = cost(EntryQueries.LATEST, List.of(chain.id()), 5, 50);
    fixture.execute("UPDATE chain_entry SET refunded_at = now() WHERE chain_id = $1", chain.id());
    fixture.execute("ANALYZE chain_entry");

    ReadCost nothing = cost(EntryQueries.LATEST, List.of(chain.id()), 5, 50);

    assertThat(standing.rows()).isEqualTo(5);
    assertThat(nothing.rows()).isZero();
    assertThat(nothing.blocks()).isLessThan(120);
  }

  private Published filled(List<UUID> members) {
    filled = fixture.published(Plan.minimumOrders(2));
    many.fill(filled, ENTRIES, members);
    return filled;
  }

  @AfterEach
  void clear() {
    if (filled != null) {
      many.clear(filled);
    }
  }

  private UUID nthOf(UUID member, int nth) {
    return fixture.await(
        database.read(
            () ->
                sql.first(
                    """
                    SELECT id FROM chain_entry WHERE member_id = $1
                    ORDER BY id DESC OFFSET $2 LIMIT 1""",
                    row -> row.uuid("id"),
                    member,
                    nth - 1)));
  }

  private static String cursor(EntryOrder order, int number) {
    return EntryQueries.cursorAt(order, number).encode();
  }

  /** Jobs run beside the test, and who asks is read before anything. */
  private static List<String> ofThePage(List<String> reads) {
    return reads.stream()
        .filter(
            read ->
                read.contains("FROM chain")
                    || read.contains("FROM member")
                    || read.contains("FROM customer_order"))
        .filter(read -> !read.contains("wound_up_at") && !read.contains("deadline <="))
        .filter(read -> !read.contains("pay_by <=") && !read.contains("JOIN tier"))
        .toList();
  }

  private ReadCost cost(String query, Object... parameters) {
    return fixture.await(database.read(() -> ReadCost.of(sql, query, parameters)));
  }
}
