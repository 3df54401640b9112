package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every column of a chain and every table that hangs on it is decided upon: a copy takes it from
 * its source ({@link ChainCopies}) or begins it anew (here).
 */
@QuarkusTest
class ChainCopiesTest {

  /** Written for each copy, or left as a new chain has it. */
  private static final Map<String, List<String>> BEGUN_ANEW =
      Map.of(
          "chain",
          List.of(
              "id",
              "state",
              "outcome",
              "deadline",
              "last_number",
              "held",
              "have",
              "created_by",
              "created_at",
              "published_at",
              "closed_at",
              "settled_at",
              "settled_have",
              "wound_up_at",
              "replicated_from",
              "replicated_for",
              "planned_deadline"),
          "chain_item",
          List.of("id", "chain_id", "stock", "planned_stock", "stock_returned"),
          "chain_coupon",
          List.of("given_at", "given"));

  /** Tables of which a copy has rows of its own, or none. */
  private static final Set<String> TABLES_BEGUN_ANEW =
      Set.of(
          "chain_community",
          // Named for one group, by whoever knows who is in it.
          "chain_leader",
          "chain_coupon_grant",
          "chain_entry",
          "chain_entry_line",
          "chain_member_quota",
          "chain_transition",
          "chain_announcement",
          "chain_notice",
          "chain_team",
          "chain_replication",
          "chain_replication_community");

  @Inject ChainFixture fixture;

  @Test
  void every_column_of_a_chain_is_copied_or_begun_anew() {
    assertDecided("chain", ChainCopies.CHAIN);
  }

  @Test
  void every_column_of_an_item_is_copied_or_begun_anew() {
    assertDecided("chain_item", ChainCopies.ITEM);
  }

  private void assertDecided(String table, List<String> copied) {
    List<String> anew = BEGUN_ANEW.get(table);
    assertThat(copied).doesNotContainAnyElementsOf(anew);
    Set<String> decided = new HashSet<>(copied);
    decided.addAll(anew);

    assertThat(decided).containsExactlyInAnyOrderElementsOf(columns(table));
  }

  @Test
  void every_table_that_hangs_on_a_chain_is_copied_or_begun_anew() {
    Set<String> decided = new TreeSet<>(TABLES_BEGUN_ANEW);
    decided.addAll(ChainCopies.OF_CHAIN.keySet());
    decided.addAll(ChainCopies.OF_ITEM.keySet());
    decided.addAll(Set.of("chain", "chain_item"));

    assertThat(decided)
        .containsExactlyElementsOf(
            words(
                """
                SELECT string_agg(DISTINCT c.conrelid::regclass::text, ' ') FROM pg_constraint c
                WHERE c.contype = 'f' AND c.confrelid IN ('chain'::regclass, 'chain_item'::regclass)
                """));
  }

  @Test
  void tables_that_are_copied_are_copied_whole() {
    ChainCopies.OF_CHAIN.forEach((table, copied) -> assertWhole(table, "chain_id", copied));
    ChainCopies.OF_ITEM.forEach((table, copied) -> assertWhole(table, "item_id", copied));
  }

  private void assertWhole(String table, String owner, List<String> copied) {
    Set<String> decided = new HashSet<>(copied);
    decided.add(owner);
    decided.addAll(BEGUN_ANEW.getOrDefault(table, List.of()));
    assertThat(decided).as(table).containsExactlyInAnyOrderElementsOf(columns(table));
  }

  private Set<String> columns(String table) {
    return words(
        """
        SELECT string_agg(column_name, ' ') FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = $1""",
        table);
  }

  private Set<String> words(String query, Object... parameters) {
    return new TreeSet<>(List.of(fixture.text(query, parameters).split(" ")));
  }
}
