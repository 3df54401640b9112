package io.siyu.chain;

import io.siyu.community.CommunityService;
import io.siyu.community.StoreSummary;
import io.siyu.kernel.Csv;
import io.siyu.kernel.ShownText;
import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberSummary;
import io.siyu.member.PhoneEndings;
import io.siyu.order.OrderDeliveryView;
import io.siyu.order.OrderStatus;
import io.siyu.order.OrderView;
import io.siyu.order.OrderViews;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** What to pack, and whom to hand it to: one line per entry, with a column for each item. */
@ApplicationScoped
class PackingList {

  /** As staff dial them; spreadsheets would begin a formula with the plus. */
  private static final Pattern MAINLAND_MOBILE = Pattern.compile("\\+86-?(1[0-9]{10})");

  private static final String SENT = "快递";
  private static final String NO_STORE = "门店";

  private final Sql sql;
  private final OrderViews orders;
  private final MemberDirectory members;
  private final PhoneEndings endings;
  private final CommunityService communities;

  PackingList(
      Sql sql,
      OrderViews orders,
      MemberDirectory members,
      PhoneEndings endings,
      CommunityService communities) {
    this.sql = sql;
    this.orders = orders;
    this.members = members;
    this.endings = endings;
    this.communities = communities;
  }

  static String header(List<ChainItemTerms> items) {
    List<String> names = items.stream().map(item -> ShownText.line(item.name())).toList();
    return Csv.line("自提点", "序号", "昵称", "收货人", "电话", "地址", names, "件数", "备注", "状态", "订单号");
  }

  /** Where goods go, as the lists call it. */
  static String placeName(UUID store, Map<UUID, StoreSummary> stores) {
    if (store == null) {
      return SENT;
    }
    StoreSummary found = stores.get(store);
    return found == null ? NO_STORE : ShownText.line(found.name());
  }

  Uni<List<String>> lines(List<StandingEntry> entries, List<ChainItemTerms> items) {
    Known known = new Known();
    return orders
        .byIds(entries.stream().map(StandingEntry::orderId).toList())
        .invoke(found -> known.orders = found)
        .chain(() -> members.summaries(entries.stream().map(StandingEntry::memberId).toList()))
        .invoke(found -> known.members = found)
        .chain(() -> endings.of(withoutPhone(entries, known.orders)))
        .invoke(found -> known.endings = found)
        .chain(() -> communities.stores(stores(entries)))
        .invoke(found -> known.stores = found)
        .chain(() -> quantities(entries))
        .invoke(found -> known.quantities = found)
        .map(all -> entries.stream().map(entry -> line(entry, items, known)).toList());
  }

  private static List<UUID> withoutPhone(List<StandingEntry> entries, Map<UUID, OrderView> orders) {
    return entries.stream()
        .filter(entry -> orders.get(entry.orderId()).delivery().phone() == null)
        .map(StandingEntry::memberId)
        .toList();
  }

  private static List<UUID> stores(List<StandingEntry> entries) {
    return entries.stream()
        .map(entry -> entry.at().store())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** By entry, then by item. */
  private Uni<Map<UUID, Map<UUID, Integer>>> quantities(List<StandingEntry> entries) {
    return sql.list(
            """
            SELECT entry_id, item_id, quantity - refunded_quantity AS quantity
            FROM chain_entry_line WHERE entry_id = ANY($1) AND quantity > refunded_quantity""",
            row -> new Line(row.uuid("entry_id"), row.uuid("item_id"), row.integer("quantity")),
            entries.stream().map(StandingEntry::id).toList())
        .map(
            lines -> {
              Map<UUID, Map<UUID, Integer>> byEntry = new HashMap<>();
              lines.forEach(
                  line ->
                      byEntry
                          .computeIfAbsent(line.entry(), entry -> new HashMap<>())
                          .put(line.item(), line.quantity()));
              return byEntry;
            });
  }

  private static String line(StandingEntry entry, List<ChainItemTerms> items, Known known) {
    OrderView order = known.orders.get(entry.orderId());
    OrderDeliveryView delivery = order.delivery();
    MemberSummary member = known.members.get(entry.memberId());
    Map<UUID, Integer> quantities = known.quantities.getOrDefault(entry.id(), Map.of());
    return Csv.line(
        placeName(entry.at().store(), known.stores),
        entry.at().number(),
        NicknameDisplay.full(member == null ? null : member.nickname()),
        shown(delivery.recipientName()),
        phone(delivery.phone(), known.endings.get(entry.memberId())),
        shown(delivery.address()),
        items.stream().map(item -> quantities.get(item.id())).toList(),
        quantities.values().stream().mapToInt(Integer::intValue).sum(),
        shown(entry.note()),
        standing(entry, order.status()),
        order.id());
  }

  private static String shown(String text) {
    return text == null ? null : ShownText.line(text);
  }

  /**
   * @param given for this order; null when none was
   * @param ending of the member's own; null when not known
   */
  private static String phone(String given, String ending) {
    if (given != null) {
      return MAINLAND_MOBILE.matcher(ShownText.line(given)).replaceFirst("$1");
    }
    return ending == null ? null : "尾号" + ending;
  }

  private static String standing(StandingEntry entry, OrderStatus status) {
    if (!entry.confirmed()) {
      return "待成团";
    }
    return switch (status) {
      case PENDING_PAYMENT -> "待付款";
      case PAID -> "待备货";
      case READY_FOR_PICKUP -> "待自提";
      case SHIPPED -> "已发货";
      case COMPLETED -> "已完成";
      case CANCELLED -> "已取消";
      case REFUNDED -> "已退款";
    };
  }

  private record Line(UUID entry, UUID item, int quantity) {}

  /** What is looked up about the entries, one after the other. */
  private static final class Known {

    private Map<UUID, OrderView> orders;
    private Map<UUID, MemberSummary> members;
    private Map<UUID, String> endings;
    private Map<UUID, StoreSummary> stores;
    private Map<UUID, Map<UUID, Integer>> quantities;
  }
}
