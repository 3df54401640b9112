package io.siyu.chain;

import io.siyu.kernel.Csv;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Exports what is to be sent for a chain, piece by piece, each on record. */
@ApplicationScoped
class ChainExports {

  /** Lines of a piece. */
  static final int EXPORTED = 2_000;

  private static final String EXPORT = "chainExport";

  private final Database database;
  private final ChainRows chains;
  private final StandingEntries entries;
  private final PickingList picking;
  private final PackingList packing;
  private final Audit audit;

  ChainExports(
      Database database,
      ChainRows chains,
      StandingEntries entries,
      PickingList picking,
      PackingList packing,
      Audit audit) {
    this.database = database;
    this.chains = chains;
    this.entries = entries;
    this.picking = picking;
    this.packing = packing;
    this.audit = audit;
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such chain, LIMIT_EXCEEDED when too many
   *     entries stand
   * @throws InvalidInput when the cursor is not one of this list
   */
  Uni<ChainExport> export(
      UUID operator, UUID chain, ChainExportKind kind, boolean includePaid, String after) {
    EntryPlace from = place(chain, kind, includePaid, after);
    return database.transaction(
        () ->
            chains
                .chain(chain)
                .onItem()
                .ifNull()
                .failWith(() -> RequestFailure.notFound("Chain"))
                .chain(() -> chains.items(List.of(chain)))
                .chain(items -> piece(chain, items, kind, includePaid, from))
                .call(piece -> record(operator, chain, kind, from, piece.count())));
  }

  private Uni<ChainExport> piece(
      UUID chain,
      List<ChainItemTerms> items,
      ChainExportKind kind,
      boolean includePaid,
      EntryPlace from) {
    return entries
        .of(chain, includePaid)
        .chain(
            standing ->
                switch (kind) {
                  case PICKING ->
                      picking
                          .lines(standing, items)
                          .map(lines -> export(PickingList.HEADER, lines, null));
                  case PACKING -> packed(chain, includePaid, standing, items, from);
                });
  }

  private Uni<ChainExport> packed(
      UUID chain,
      boolean includePaid,
      List<StandingEntry> standing,
      List<ChainItemTerms> items,
      EntryPlace from) {
    List<StandingEntry> rest =
        standing.stream()
            .filter(entry -> from == null || entry.place().compareTo(from) > 0)
            .sorted(Comparator.comparing(StandingEntry::place))
            .limit(EXPORTED + 1L)
            .toList();
    List<StandingEntry> listed = rest.subList(0, Math.min(EXPORTED, rest.size()));
    String next =
        rest.size() == listed.size()
            ? null
            : listed.get(listed.size() - 1).place().cursor(EXPORT, chain, includePaid).encode();
    String header = from == null ? PackingList.header(items) : null;
    return packing.lines(listed, items).map(lines -> export(header, lines, next));
  }

  /**
   * @param header null when it was in a piece before
   * @param next null when this is the last piece
   */
  private static ChainExport export(String header, List<String> lines, String next) {
    String begin = header == null ? "" : Csv.BYTE_ORDER_MARK + header;
    return new ChainExport(begin + String.join("", lines), lines.size(), next != null, next);
  }

  private static EntryPlace place(
      UUID chain, ChainExportKind kind, boolean includePaid, String after) {
    Cursor cursor = Cursor.decode(EXPORT, EntryPlace.PARTS, after);
    if (cursor == null) {
      return null;
    }
    return switch (kind) {
      case PICKING -> throw new InvalidInput("after", "This list has one piece.");
      case PACKING -> EntryPlace.of(cursor, chain, includePaid);
    };
  }

  private Uni<Void> record(
      UUID operator, UUID chain, ChainExportKind kind, EntryPlace from, int count) {
    return audit.record(
        operator,
        EXPORT,
        Chain.ID.encode(chain),
        new JsonObject()
            .put("kind", kind.name())
            .put("afterNumber", from == null ? null : from.number())
            .put("count", count));
  }
}
