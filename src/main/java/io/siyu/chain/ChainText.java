package io.siyu.chain;

import io.siyu.community.StoreSummary;
import io.siyu.kernel.ShownText;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Renders a chain as its leader would paste it into the group: within one message, and with nothing
 * in it that a member wrote to look like a line of the list.
 */
@ApplicationScoped
class ChainText {

  /** What a message of a WeChat group holds without being folded, in UTF-16 units. */
  static final int MAX_LENGTH = 2000;

  /** So many are read; more than these never fit. */
  static final int MAX_ENTRIES = 200;

  // Shares of the message, so that the latest entries fit whatever the rest says.
  private static final int MAX_DESCRIPTION = 300;
  private static final int MAX_OFFERS = 600;
  private static final int MAX_PLACES = 160;
  private static final int MAX_NAME = 40;
  private static final int MAX_GOODS = 100;
  private static final int MAX_NOTE = 60;

  private static final DateTimeFormatter DEADLINE =
      DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.SIMPLIFIED_CHINESE);

  private final ChainQueries chains;
  private final EntryQueries entries;
  private final BrandCalendar calendar;
  private final Clock clock;

  ChainText(ChainQueries chains, EntryQueries entries, BrandCalendar calendar, Clock clock) {
    this.chains = chains;
    this.entries = entries;
    this.calendar = calendar;
    this.clock = clock;
  }

  Uni<String> render(ChainTerms chain) {
    return chains
        .items(List.of(chain.id()))
        .chain(
            items ->
                chains
                    .pickUpPointsOf(chain.id())
                    .chain(
                        places ->
                            entries
                                .tail(chain.id(), MAX_ENTRIES)
                                .map(
                                    latest ->
                                        render(
                                            new Shown(chain, items.get(0), places, latest),
                                            clock.instant(),
                                            calendar.zone()))));
  }

  /**
   * What the text is made of.
   *
   * @param latest entries, newest first
   */
  record Shown(
      ChainTerms chain,
      List<ChainItemTerms> items,
      List<StoreSummary> places,
      List<EntryTerms> latest) {}

  static String render(Shown shown, Instant now, ZoneId zone) {
    String head = head(shown, now, zone);
    String foot = ChainWords.standing(shown.chain(), now);
    if (shown.latest().isEmpty()) {
      return head + "\n" + foot;
    }
    String list = list(shown.latest(), MAX_LENGTH - head.length() - foot.length() - 2);
    return head + "\n" + list + "\n" + foot;
  }

  private static String head(Shown shown, Instant now, ZoneId zone) {
    ChainTerms chain = shown.chain();
    StringBuilder head = new StringBuilder(chain.isTeamBuy() ? "【拼团】" : "【接龙】");
    head.append(ShownText.line(chain.title())).append('\n');
    if (chain.description() != null) {
      head.append(ShownText.cut(ShownText.lines(chain.description()), MAX_DESCRIPTION))
          .append('\n');
    }
    head.append(offers(shown, now));
    head.append(places(shown));
    head.append("截止：").append(DEADLINE.format(ZonedDateTime.ofInstant(chain.deadline(), zone)));
    head.append(
        chain.isTeamBuy()
            ? "，" + chain.teamSize() + "人成团"
            : "，满" + ChainWords.amount(chain.unit(), chain.minimum()) + "发货");
    if (chain.maximum() != null) {
      head.append("，限").append(ChainWords.amount(chain.unit(), chain.maximum()));
    }
    return head.append('\n').toString();
  }

  private static String offers(Shown shown, Instant now) {
    StringBuilder offers = new StringBuilder();
    for (ChainItemTerms item : shown.items()) {
      String line = offer(item, shown.chain(), shown.chain().isJoinable(now));
      if (offers.length() + line.length() > MAX_OFFERS) {
        return offers.append("……（共").append(shown.items().size()).append("种，详见小程序）\n").toString();
      }
      offers.append(line);
    }
    return offers.toString();
  }

  /** What is said of one kind of goods. What is left counts only while somebody may join. */
  private static String offer(ChainItemTerms item, ChainTerms chain, boolean joinable) {
    StringBuilder line = new StringBuilder("· ");
    line.append(itemName(item.name()));
    line.append(' ').append(ChainWords.yuan(item.price().fen()));
    line.append(LadderWords.of(item, chain));
    if (item.perMemberLimit() != null) {
      line.append("，每人限").append(item.perMemberLimit()).append("件");
    }
    return line.append(joinable && item.stock() == 0 ? "（已接完）\n" : "\n").toString();
  }

  private static String places(Shown shown) {
    List<String> names =
        shown.places().stream().map(place -> ShownText.line(place.name())).sorted().toList();
    if (names.isEmpty()) {
      return "快递到家\n";
    }
    String all = String.join("、", names);
    String some =
        all.length() <= MAX_PLACES
            ? all
            : ShownText.cut(all, MAX_PLACES) + "等" + names.size() + "处";
    return "自提：" + some + (shown.chain().delivers() ? "；也可快递\n" : "\n");
  }

  /** As many of the latest as fit, in the order of their numbers. */
  private static String list(List<EntryTerms> latest, int most) {
    List<String> lines = new ArrayList<>();
    int left = most;
    for (EntryTerms entry : latest) {
      String line = line(entry);
      int before = entry.number() - 1;
      if (line.length() + omitted(before).length() > left) {
        break;
      }
      left -= line.length();
      lines.add(line);
    }
    Collections.reverse(lines);
    return omitted(latest.get(0).number() - lines.size()) + String.join("", lines);
  }

  /** Numbers have no gaps, so those that are left out are counted by the first that is not. */
  private static String omitted(int entries) {
    return entries == 0 ? "" : "……（前" + entries + "条请看小程序）\n";
  }

  private static String line(EntryTerms entry) {
    String goods =
        entry.lines().stream()
            .map(line -> itemName(line.name()) + "×" + line.quantity())
            .collect(Collectors.joining("、"));
    String text = name(entry) + ShownText.cut(goods, MAX_GOODS) + note(entry);
    String shown = entry.isStruckThrough() ? ShownText.struck(text) + " " + ending(entry) : text;
    return entry.number() + ". " + shown + "\n";
  }

  private static String itemName(String name) {
    return ShownText.cut(ShownText.line(name), MAX_NAME);
  }

  private static String name(EntryTerms entry) {
    return switch (entry.nicknameDisplay()) {
      case FULL, MASKED -> ShownText.cut(entry.nickname(), MAX_NAME) + " ";
      // The number is there already.
      case NUMBER_ONLY -> "";
    };
  }

  private static String note(EntryTerms entry) {
    String note = entry.note() == null ? "" : ShownText.line(entry.note());
    return note.isEmpty() ? "" : "（" + ShownText.cut(note, MAX_NOTE) + "）";
  }

  /** Who was refunded because the chain failed has not withdrawn. */
  private static String ending(EntryTerms entry) {
    return entry.state() == EntryState.WITHDRAWN ? "已退出" : "已退款";
  }
}
