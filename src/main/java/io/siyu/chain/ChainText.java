package io.siyu.chain;

import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders a chain as its leader would paste it into the group. */
@ApplicationScoped
class ChainText {

  /** A longer message is folded by WeChat. */
  private static final int MAX_ENTRIES = 200;

  private static final DateTimeFormatter DEADLINE =
      DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.SIMPLIFIED_CHINESE);

  private final ChainQueries chains;
  private final EntryQueries entries;
  private final BrandCalendar calendar;

  ChainText(ChainQueries chains, EntryQueries entries, BrandCalendar calendar) {
    this.chains = chains;
    this.entries = entries;
    this.calendar = calendar;
  }

  Uni<String> render(ChainTerms chain) {
    return chains
        .items(List.of(chain.id()))
        .chain(
            items ->
                entries
                    .tail(chain.id(), MAX_ENTRIES)
                    .map(listed -> render(chain, items.get(0), listed)));
  }

  private String render(ChainTerms chain, List<ChainItemTerms> items, List<EntryTerms> listed) {
    StringBuilder text = new StringBuilder("【接龙】").append(chain.title()).append('\n');
    if (chain.description() != null) {
      text.append(chain.description()).append('\n');
    }
    for (ChainItemTerms item : items) {
      text.append("· ").append(item.name()).append(' ').append(yuan(item.price().fen()));
      text.append(item.stock() == 0 ? "（已接完）\n" : "\n");
    }
    text.append("截止：")
        .append(DEADLINE.format(ZonedDateTime.ofInstant(chain.deadline(), calendar.zone())))
        .append("，满")
        .append(amount(chain.unit(), chain.minimum()))
        .append("发货\n\n");
    if (!listed.isEmpty() && listed.get(0).number() > 1) {
      text.append("……（前").append(listed.get(0).number() - 1).append("条请看小程序）\n");
    }
    listed.forEach(entry -> text.append(line(entry)).append('\n'));
    return text.append(listed.isEmpty() ? "" : "\n").append(standing(chain)).toString();
  }

  private static String line(EntryTerms entry) {
    String goods =
        entry.lines().stream()
            .map(line -> line.name() + "×" + line.quantity())
            .collect(Collectors.joining("、"));
    String note = entry.note() == null ? "" : "（" + entry.note().replace('\n', ' ') + "）";
    String text = entry.nickname() + " " + goods + note;
    return entry.number() + ". " + (entry.isStruckThrough() ? "~~" + text + "~~ 已退出" : text);
  }

  private static String standing(ChainTerms chain) {
    String have = "已接" + amount(chain.unit(), chain.have());
    return switch (chain.state()) {
      case DRAFT, OPEN ->
          have + "，还差" + amount(chain.unit(), chain.minimum() - chain.have()) + "成团";
      case REACHED -> have + "，已成团，截止前仍可接龙";
      case CLOSED -> have + "，接龙已截止，正在结算";
      case CANCELLED -> "接龙已取消，款项原路退回";
      case SETTLED ->
          switch (chain.outcome()) {
            case SUCCEEDED -> have + "，接龙成功，安排发货";
            case FAILED -> have + "，未成团，款项原路退回";
          };
    };
  }

  private static String amount(ChainUnit unit, long amount) {
    return switch (unit) {
      case ORDERS -> amount + "单";
      case UNITS -> amount + "件";
      case AMOUNT -> yuan(amount);
    };
  }

  /** Fen are written only where there are any: 39.90元, 39元. */
  private static String yuan(long fen) {
    String cents = fen % 100 == 0 ? "" : String.format(Locale.ROOT, ".%02d", fen % 100);
    return fen / 100 + cents + "元";
  }
}
