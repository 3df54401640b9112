package io.siyu.chain;

import io.siyu.kernel.Csv;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Exports what is to be sent for a chain, piece by piece, each on record. */
@ApplicationScoped
class ChainExports {

  /** Lines of a piece: one less than is read, so that it is known whether more follow. */
  static final int EXPORTED = StandingEntries.PAGE - 1;

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
   * However long a chain is, each piece reads its own entries and no others. Together the pieces
   * have every entry once that was paid when the first was read and still stands when its own is.
   *
   * @throws RequestFailure NOT_FOUND when there is no such chain, LIMIT_EXCEEDED when there is too
   *     much to add up
   * @throws InvalidInput when the cursor is not one of this list
   */
  Uni<ChainExport> export(
      UUID operator, UUID chain, ChainExportKind kind, boolean includePaid, String after) {
    ExportCursor from = ExportCursor.decode(chain, includePaid, after);
    if (from != null && kind == ChainExportKind.PICKING) {
      throw new InvalidInput("after", "This list has one piece.");
    }
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
      ExportCursor from) {
    return entries
        .rule(chain, includePaid)
        .chain(
            rule ->
                switch (kind) {
                  case PICKING ->
                      picking
                          .lines(rule, items)
                          .map(lines -> export(PickingList.HEADER, lines, null));
                  case PACKING ->
                      from == null
                          ? packed(
                              rule,
                              items,
                              includePaid,
                              new ExportCursor(rule.lastNumber(), EntryPlace.BEGINNING),
                              PackingList.header(items))
                          : packed(rule, items, includePaid, from, null);
                });
  }

  private Uni<ChainExport> packed(
      StandingEntries.Rule rule,
      List<ChainItemTerms> items,
      boolean includePaid,
      ExportCursor from,
      String header) {
    return entries
        .behind(rule, from.at())
        .chain(
            found -> {
              List<StandingEntry> read = found.subList(0, Math.min(EXPORTED, found.size()));
              String next =
                  found.size() == read.size()
                      ? null
                      : from.goingOnAt(read.get(read.size() - 1).at())
                          .encode(rule.chain(), includePaid);
              List<StandingEntry> listed = read.stream().filter(from::comprises).toList();
              return packing.lines(listed, items).map(lines -> export(header, lines, next));
            });
  }

  /**
   * @param header null when it was in a piece before
   * @param next null when this is the last piece
   */
  private static ChainExport export(String header, List<String> lines, String next) {
    String begin = header == null ? "" : Csv.BYTE_ORDER_MARK + header;
    return new ChainExport(begin + String.join("", lines), lines.size(), next != null, next);
  }

  private Uni<Void> record(
      UUID operator, UUID chain, ChainExportKind kind, ExportCursor from, int count) {
    return audit.record(
        operator,
        ExportCursor.LIST,
        Chain.ID.encode(chain),
        new JsonObject()
            .put("kind", kind.name())
            .put("afterNumber", from == null ? null : from.at().number())
            .put("count", count));
  }
}
