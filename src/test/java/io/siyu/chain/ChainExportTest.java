package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.CsvReader;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators get on paper, and who gets none. */
@QuarkusTest
class ChainExportTest extends ChainApiScenario {

  private static final int NUMBER = 1;
  private static final int NICKNAME = 2;

  @Inject ManyEntries many;

  private Published filled;

  @Test
  void a_long_chain_comes_in_pieces_that_fit_together_and_each_is_on_record() {
    Published chain = filled(4_500, fixture.members(40));

    StringBuilder csv = new StringBuilder();
    int pieces = 0;
    String after = null;
    do {
      Answer piece = export(chain, "PACKING", false, after);
      csv.append(piece.text("chainExport.csv"));
      after = piece.text("chainExport.endCursor");
      pieces++;
      if (pieces == 1) {
        withdraw(chain, 4_499);
      }
    } while (after != null);

    List<List<String>> lines = CsvReader.read(csv.toString());
    assertThat(pieces).isEqualTo(3);
    assertThat(lines.get(0))
        .containsExactly("自提点", "序号", "昵称", "收货人", "电话", "地址", "伦晚脐橙5斤", "件数", "备注", "状态", "订单号");
    List<List<String>> entries = lines.subList(1, lines.size());
    assertThat(numbers(entries, false))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 4_500).filter(n -> n % 7 != 0 && n != 4_499).boxed().toList());
    assertThat(numbers(entries, true))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 4_500).filter(n -> n % 7 == 0 && n != 4_499).boxed().toList());
    assertThat(entries.get(entries.size() - 1))
        .contains("快递", "4494", "收货人4494", "13800004494", "文三路 4494", "待备货");
    assertThat(
            fixture.text(
                """
                SELECT string_agg(concat(details ->> 'kind', details ->> 'count'), ' ' ORDER BY id)
                FROM audit_entry WHERE action = 'chainExport' AND subject = $1""",
                id(chain)))
        .isEqualTo("PACKING2000 PACKING2000 PACKING499");
  }

  @Test
  void entries_count_once_the_chain_has_succeeded_and_before_that_on_request() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("小满"), chain, 2);
    UUID leaver = fixture.member("谷雨");
    fixture.withdraw(leaver, fixture.joinAndPay(leaver, chain, 3));
    fixture.await(fixture.join(fixture.member("立夏"), chain, 4));

    assertThat(packed(chain, false)).isEmpty();
    assertThat(packed(chain, true)).hasSize(1);
    assertThat(packed(chain, true).get(0)).contains("小满", "2", "待成团");
    assertThat(read(export(chain, "PICKING", true, null)))
        .extracting(line -> line.subList(1, 5))
        .containsExactly(List.of("伦晚脐橙5斤", "1", "2", "2"), List.of("伦晚脐橙5斤", "1", "2", "2"));

    many.succeed(chain);
    fixture.execute(
        """
        UPDATE customer_order SET status = 'READY_FOR_PICKUP'
        WHERE source_id = $1 AND status = 'PAID'""",
        chain.id());

    assertThat(packed(chain, false)).hasSize(1);
    assertThat(packed(chain, false).get(0)).contains("小满", "待自提");
    assertThat(read(export(chain, "PICKING", false, null)).get(1))
        .containsExactly("合计", "伦晚脐橙5斤", "1", "2", "0");
  }

  @Test
  void of_a_chain_that_failed_or_was_called_off_nothing_is_sent() {
    Published failed = fixture.published(Plan.minimumOrders(5));
    fixture.joinAndPay(fixture.member("小满"), failed, 1);
    fixture.passDeadline(failed);
    fixture.settle();
    Published cancelled = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("小满"), cancelled, 1);
    fixture.execute("UPDATE chain SET state = 'CANCELLED' WHERE id = $1", cancelled.id());

    assertThat(fixture.chain(failed).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(packed(failed, true)).isEmpty();
    assertThat(packed(cancelled, true)).isEmpty();
    assertThat(read(export(cancelled, "PICKING", true, null))).isEmpty();
  }

  @Test
  void operators_see_names_that_the_chain_hides_and_nobody_sees_who_has_left() {
    Published chain = filled(2, List.of(fixture.member("=张小满"), fixture.member("谷雨")));
    fixture.execute("UPDATE chain SET nickname_display = 'MASKED' WHERE id = $1", chain.id());
    fixture.execute(
        """
        UPDATE member SET status = 'DELETED', deleted_at = now(), openid = NULL, nickname = NULL
        WHERE id IN (SELECT member_id FROM chain_entry WHERE chain_id = $1) AND nickname = '谷雨'""",
        chain.id());
    fixture.execute(
        """
        UPDATE customer_order SET recipient_name = NULL, phone = NULL
        WHERE source_id = $1 AND member_id IN (SELECT id FROM member WHERE status = 'DELETED')""",
        chain.id());

    List<List<String>> entries = packed(chain, false);

    assertThat(entries)
        .extracting(line -> line.get(NICKNAME))
        .containsExactlyInAnyOrder("'=张小满", "已注销会员");
    List<String> gone =
        entries.stream().filter(line -> line.get(NICKNAME).startsWith("已")).findFirst().get();
    assertThat(gone.subList(3, 6)).containsOnly("");
  }

  @Test
  void a_cursor_serves_one_list_alone() {
    Published chain = filled(2_001, fixture.members(3));
    Published other = fixture.published(Plan.minimumOrders(2));
    String cursor = export(chain, "PACKING", false, null).text("chainExport.endCursor");

    assertThat(export(chain, "PACKING", false, cursor).number("chainExport.count")).isEqualTo(1);
    assertThat(export(other, "PACKING", false, cursor).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(export(chain, "PACKING", true, cursor).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(export(chain, "PICKING", false, cursor).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(export(chain, "PACKING", false, "x").errorCodes()).containsExactly("BAD_INPUT");
  }

  @Test
  void nobody_but_operators_exports_and_refusals_are_not_on_record() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    Map<String, Object> wanted = Map.of("chainId", id(chain), "kind", "PACKING");

    assertThat(anonymous().runWith("chainExport", wanted).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(asMember(fixture.member("小满")).runWith("chainExport", wanted).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(
            operator()
                .runWith(
                    "chainExport",
                    Map.of("chainId", Chain.ID.encode(Ids.next()), "kind", "PACKING"))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE action = 'chainExport' AND subject = $1",
                id(chain)))
        .isZero();
  }

  private Published filled(int entries, List<UUID> members) {
    filled = fixture.published(Plan.minimumOrders(2));
    many.fill(filled, entries, members);
    many.succeed(filled);
    return filled;
  }

  @AfterEach
  void clear() {
    if (filled != null) {
      many.clear(filled);
    }
  }

  private void withdraw(Published chain, int number) {
    fixture.execute(
        """
        UPDATE chain_entry SET state = 'WITHDRAWN', refunded_at = now()
        WHERE chain_id = $1 AND number = $2""",
        chain.id(),
        number);
  }

  private static List<Integer> numbers(List<List<String>> entries, boolean sent) {
    return entries.stream()
        .filter(line -> line.get(0).equals("快递") == sent)
        .map(line -> Integer.valueOf(line.get(NUMBER)))
        .toList();
  }

  private List<List<String>> packed(Published chain, boolean includePaid) {
    return read(export(chain, "PACKING", includePaid, null));
  }

  /** Without the names of the columns. */
  private static List<List<String>> read(Answer piece) {
    List<List<String>> lines = CsvReader.read(piece.text("chainExport.csv"));
    return lines.subList(1, lines.size());
  }

  private Answer export(Published chain, String kind, boolean includePaid, String after) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("chainId", id(chain));
    wanted.put("kind", kind);
    wanted.put("includePaid", includePaid);
    wanted.put("after", after);
    return operator().runWith("chainExport", wanted);
  }

  private GraphQLClient operator() {
    return as(SubjectKind.OPERATOR, fixture.operator(), Roles.OPERATOR);
  }
}
