package io.siyu.demo;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Puts the demo brand into the database: once, all or nothing, whoever else is starting. */
@ApplicationScoped
class DemoBrand {

  /** Instances that start at once take turns by it; any number that nobody else uses. */
  private static final long LOCK = 7_421_530_118L;

  /** The first store. It follows from its name, and no operation deletes a store. */
  private static final UUID MARKER = UUID.fromString("01941f2a-6660-7b06-8136-1cfe4bb4fb4d");

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;

  DemoBrand(Database database, Sql sql, BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
  }

  /** What loading came to. */
  enum Outcome {
    LOADED,
    /** It was loaded before; nothing changed. */
    PRESENT,
    /** The database is somebody's already; nothing changed. */
    MEMBERS_EXIST
  }

  Uni<Outcome> load() {
    return database.transaction(
        () ->
            alone()
                .chain(this::obstacle)
                .chain(
                    obstacle ->
                        obstacle == null
                            ? insert().replaceWith(Outcome.LOADED)
                            : Uni.createFrom().item(obstacle)));
  }

  /** Until the transaction ends. */
  private Uni<Boolean> alone() {
    return sql.first(
        "SELECT pg_advisory_xact_lock($1) IS NOT NULL AS alone", row -> row.bool("alone"), LOCK);
  }

  private Uni<Outcome> obstacle() {
    return sql.first(
        """
        SELECT EXISTS (SELECT FROM store WHERE id = $1) AS loaded,
               EXISTS (SELECT FROM member) AS members""",
        row ->
            row.bool("loaded")
                ? Outcome.PRESENT
                : row.bool("members") ? Outcome.MEMBERS_EXIST : null,
        MARKER);
  }

  private Uni<Void> insert() {
    return run(List.of(
            """
                CREATE TEMP TABLE demo_moment (now timestamptz, today date, zone text) ON COMMIT DROP""",
            """
                CREATE TEMP TABLE demo_content (brand jsonb, chains jsonb, nicknames jsonb)
                ON COMMIT DROP"""))
        .chain(
            () ->
                sql.update(
                    "INSERT INTO demo_moment VALUES ($1, $2, $3)",
                    calendar.now(),
                    calendar.today(),
                    calendar.zone().getId()))
        .chain(
            () ->
                sql.update(
                    "INSERT INTO demo_content VALUES ($1, $2, $3)",
                    DemoFiles.object("brand.json"),
                    DemoFiles.array("chains.json"),
                    DemoFiles.lines("nicknames.txt")))
        .chain(() -> run(DemoFiles.statements()));
  }

  private Uni<Void> run(List<String> statements) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (String statement : statements) {
      all = all.chain(() -> sql.update(statement)).replaceWithVoid();
    }
    return all;
  }
}
