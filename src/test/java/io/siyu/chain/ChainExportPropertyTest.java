package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.testing.CsvReader;
import io.siyu.testing.Properties;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** Whatever a chain's entries are, its lists are read back to the unit. */
@QuarkusTest
class ChainExportPropertyTest {

  private static final int FIRST_ITEM = 6;

  /**
   * @param place which of three stores, or 3 for what is sent
   * @param units of the chain's two items; one of them is more than none
   * @param ended what became of it: nothing, received, withdrawn
   */
  private record Joined(int place, List<Integer> units, EntryState ended, String note) {

    boolean stands() {
      return ended == EntryState.CONFIRMED;
    }

    String placeName() {
      return place == 3 ? "快递" : "=店" + place;
    }
  }

  @Inject ChainFixture fixture;
  @Inject ManyEntries many;
  @Inject ChainExports exports;

  private final UUID[] stores = new UUID[3];
  private Published chain;
  private UUID secondItem;

  @Test
  void the_lists_add_up_to_the_entries_that_stand() {
    Properties.forAll(joined().list().ofMaxSize(12), 25, this::check);
  }

  private static Arbitrary<Joined> joined() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(1, 9),
            Arbitraries.of(
                EntryState.CONFIRMED,
                EntryState.CONFIRMED,
                EntryState.FULFILLED,
                EntryState.WITHDRAWN),
            Arbitraries.strings().withChars("=+-@,\"'; 好👍🏽\u200b").ofMinLength(1).ofMaxLength(8))
        .as((place, one, two, ended, note) -> new Joined(place, List.of(one, two), ended, note));
  }

  private void check(List<Joined> entries) {
    prepare();
    for (int i = 0; i < entries.size(); i++) {
      enter(entries.get(i), i + 1);
    }
    fixture.execute(
        """
        UPDATE chain SET last_number = $2::int, have = 20, held = 20, state = 'SETTLED',
          outcome = 'SUCCEEDED', closed_at = now(), settled_at = now(), wound_up_at = now()
        WHERE id = $1""",
        chain.id(),
        entries.size());

    List<List<String>> packing = export(ChainExportKind.PACKING);
    List<List<String>> picking = export(ChainExportKind.PICKING);

    assertThat(packing.get(0).subList(FIRST_ITEM, FIRST_ITEM + 3))
        .containsExactly("伦晚脐橙5斤", "'=柚子,\"红心\"", "件数");
    assertThat(packing).hasSize(1 + (int) entries.stream().filter(Joined::stands).count());
    for (List<String> line : packing.subList(1, packing.size())) {
      Joined entry = entries.get(Integer.parseInt(line.get(1)) - 1);
      assertThat(entry.stands()).isTrue();
      assertThat(line.get(0)).endsWith(entry.placeName());
      assertThat(units(line, 0)).isEqualTo(entry.units().get(0));
      assertThat(units(line, 1)).isEqualTo(entry.units().get(1));
      assertThat(units(line, 2)).isEqualTo(entry.units().get(0) + entry.units().get(1));
    }
    assertThat(packing).allSatisfy(line -> assertThat(line).noneMatch(cell -> isFormula(cell)));
    for (int place = 0; place <= 4; place++) {
      for (int item = 0; item < 2; item++) {
        assertThat(picked(picking, place, item))
            .as("place " + place + ", item " + item)
            .isEqualTo(sum(entries, place, item));
      }
    }
  }

  /** One chain for all tries, emptied before each. */
  private void prepare() {
    if (chain == null) {
      chain = fixture.published(Plan.minimumOrders(20));
      secondItem = Ids.next();
      fixture.execute(
          """
          INSERT INTO chain_item (id, chain_id, sku_id, position, name, chain_price_fen, stock)
          VALUES ($1, $2, $3, 1, '=柚子,"红心"', 2900, 0)""",
          secondItem,
          chain.id(),
          fixture.sku(9));
      for (int i = 0; i < stores.length; i++) {
        stores[i] = many.place(chain, "=店" + i);
      }
      return;
    }
    fixture.execute(
        """
        DELETE FROM chain_entry_line
        WHERE entry_id IN (SELECT id FROM chain_entry WHERE chain_id = $1)""",
        chain.id());
    fixture.execute("DELETE FROM chain_entry WHERE chain_id = $1", chain.id());
  }

  private void enter(Joined entry, int number) {
    UUID member = fixture.member("鲜果粉" + number);
    UUID order = Ids.next();
    UUID id = Ids.next();
    boolean sent = entry.place() == 3;
    fixture.execute(
        """
        INSERT INTO customer_order (id, member_id, source, source_id, status, goods_fen,
          discount_fen, points_used, points_discount_fen, freight_fen, total_fen, holds_stock,
          pay_by, delivery_kind, store_id, address, created_at, paid_at)
        VALUES ($1, $2, 'CHAIN', $3, 'PAID', 0, 0, 0, 0, 0, 0, false, now(), $4, $5, $6, now(),
          now())""",
        order,
        member,
        chain.id(),
        sent ? "DELIVERY" : "PICK_UP",
        sent ? null : stores[entry.place()],
        sent ? entry.note() : null);
    fixture.execute(
        """
        INSERT INTO order_line (id, order_id, position, sku_id, product_id, product_name, sku_name,
          quantity, unit_price_fen, member_discount_fen, coupon_discount_fen, points_discount_fen,
          paid_fen)
        SELECT uuidv7(), $1, 0, id, product_id, '伦晚脐橙', '5斤装', 1, 0, 0, 0, 0, 0
        FROM sku WHERE id = $2""",
        order,
        chain.sku());
    fixture.execute(
        """
        INSERT INTO chain_entry (id, chain_id, member_id, order_id, state, number, measure, note,
          created_at, paid_at, refunded_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, now(), now(),
          CASE $5 WHEN 'WITHDRAWN' THEN now() END)""",
        id,
        chain.id(),
        member,
        order,
        entry.ended(),
        number,
        entry.note());
    for (int item = 0; item < 2; item++) {
      if (entry.units().get(item) > 0) {
        fixture.execute(
            "INSERT INTO chain_entry_line (entry_id, item_id, quantity) VALUES ($1, $2, $3)",
            id,
            item == 0 ? chain.item() : secondItem,
            entry.units().get(item));
      }
    }
  }

  private List<List<String>> export(ChainExportKind kind) {
    ChainExport export =
        fixture.await(exports.export(chain.operator(), chain.id(), kind, false, null));
    return new ArrayList<>(CsvReader.read(export.csv()));
  }

  private static int units(List<String> line, int item) {
    String units = line.get(FIRST_ITEM + item);
    return units.isEmpty() ? 0 : Integer.parseInt(units);
  }

  /**
   * @param place 4 for all of them
   */
  private static int sum(List<Joined> entries, int place, int item) {
    return entries.stream()
        .filter(entry -> entry.stands() && (place == 4 || entry.place() == place))
        .mapToInt(entry -> entry.units().get(item))
        .sum();
  }

  private static int picked(List<List<String>> picking, int place, int item) {
    String name = place == 4 ? "合计" : place == 3 ? "快递" : "'=店" + place;
    String itemName = item == 0 ? "伦晚脐橙5斤" : "'=柚子,\"红心\"";
    return picking.stream()
        .filter(line -> line.get(0).equals(name) && line.get(1).equals(itemName))
        .mapToInt(line -> Integer.parseInt(line.get(3)))
        .sum();
  }

  private static boolean isFormula(String cell) {
    return !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0;
  }
}
