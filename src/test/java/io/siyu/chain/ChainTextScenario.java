package io.siyu.chain;

import io.siyu.community.StoreSummary;
import io.siyu.kernel.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Chains out of nothing, for what is rendered of them. */
final class ChainTextScenario {

  private static final UUID ID = new UUID(1, 1);
  private static final Instant DEADLINE = Instant.parse("2026-11-27T12:00:00Z");

  private ChainTextScenario() {}

  /** A chain with one item and one pick-up point that is open, unless it is said otherwise. */
  static final class Text {

    private String title = "伦晚脐橙，满10发货";
    private String description = "秭归现摘\n次日到店";
    private ChainState state = ChainState.OPEN;
    private ChainOutcome outcome;
    private ChainUnit unit = ChainUnit.ORDERS;
    private long minimum = 10;
    private Long maximum;
    private boolean delivers;
    private long have;
    private long uncounted;
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private NicknameDisplay names = NicknameDisplay.FULL;
    private Integer teamSize;
    private final List<ChainItemTerms> items = new ArrayList<>();
    private final List<StoreSummary> places = new ArrayList<>();
    private final List<EntryTerms> entries = new ArrayList<>();

    Text() {
      item("伦晚脐橙5斤", 100, null);
      place("西湖店");
    }

    Text title(String text) {
      title = text;
      return this;
    }

    Text description(String text) {
      description = text;
      return this;
    }

    Text state(ChainState is) {
      state = is;
      return this;
    }

    Text settled(ChainOutcome how) {
      outcome = how;
      return state(ChainState.SETTLED);
    }

    Text unit(ChainUnit what) {
      unit = what;
      return this;
    }

    Text minimum(long least) {
      minimum = least;
      return this;
    }

    Text teamsOf(int size) {
      teamSize = size;
      return unit(ChainUnit.ORDERS).minimum(size);
    }

    Text maximum(long most) {
      maximum = most;
      return this;
    }

    Text delivers() {
      delivers = true;
      return this;
    }

    Text have(long measure) {
      have = measure;
      return this;
    }

    /** Of staff, who fill no minimum. */
    Text uncounted(long measure) {
      uncounted = measure;
      return this;
    }

    Text at(String instant) {
      now = Instant.parse(instant);
      return this;
    }

    Text names(NicknameDisplay display) {
      names = display;
      return this;
    }

    Text item(String name, int stock, Integer limit) {
      return item(name, stock, limit, List.of());
    }

    private Text item(String name, int stock, Integer limit, List<LadderStep> further) {
      Money price = Money.ofFen(3990);
      Ladder ladder = Ladder.of(minimum, price, further, have);
      items.add(new ChainItemTerms(ID, ID, ID, name, price, stock, limit, stock, ladder));
      return this;
    }

    /** Goods whose price falls, by what the chain has so far. */
    Text ladder(LadderStep... further) {
      return item("阳光玫瑰2斤", 100, 3, List.of(further));
    }

    Text noPlaces() {
      places.clear();
      return this;
    }

    Text place(String name) {
      places.add(new StoreSummary(ID, name, "杭州", "西湖区文三路 100 号"));
      return this;
    }

    Text entry(String nickname, int quantity, String note, EntryState stands) {
      return entry(nickname, quantity, note, stands, stands == EntryState.WITHDRAWN);
    }

    Text refundedEntry(String nickname, EntryState stands) {
      return entry(nickname, 1, null, stands, true);
    }

    private Text entry(
        String nickname, int quantity, String note, EntryState stands, boolean refunded) {
      int number = entries.size() + 1;
      entries.add(
          new EntryTerms(
              ID,
              ID,
              ID,
              ID,
              number,
              names.toOthers(nickname, number),
              stands,
              refunded,
              note,
              List.of(new EntryTerms.Line(items.get(items.size() - 1).name(), quantity)),
              now,
              names,
              null,
              true));
      return this;
    }

    String render() {
      List<EntryTerms> latest = new ArrayList<>(entries);
      Collections.reverse(latest);
      return ChainText.render(
          new ChainText.Shown(
              chain(), items, places, latest.subList(0, Math.min(200, latest.size()))),
          now,
          ZoneId.of("Asia/Shanghai"));
    }

    private ChainTerms chain() {
      return new ChainTerms(
          ID,
          title,
          description,
          state,
          outcome,
          unit,
          minimum,
          maximum,
          DEADLINE,
          delivers,
          have,
          have + uncounted,
          now,
          names,
          null,
          teamSize,
          teamSize == null ? null : 24);
    }
  }
}
