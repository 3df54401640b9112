package io.siyu.platform.idempotency;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.Text;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Value moves once per key. Success stores (actor, mutation, key) with the input's hash and the
 * result's id in the same transaction; a refusal stores nothing and is decided again. A concurrent
 * duplicate waits on the unique insert and then finds either the result or a free key. Records are
 * kept for 30 days.
 */
@ApplicationScoped
public class Idempotency {

  private static final int MAX_KEY_LENGTH = 64;

  private final Database database;
  private final Sql sql;

  Idempotency(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @param key the client's key, 1–64 characters
   * @param fingerprint of everything in the input but the key
   * @param work runs at most once per key, in one transaction with the record; its id, null for a
   *     work without a result, is what a replay gets
   * @return the id of the result, whether made now or before
   * @throws Refusal IDEMPOTENCY_KEY_REUSED when the key was used with another input
   */
  public Uni<UUID> once(
      UUID actor, String mutation, String key, Fingerprint fingerprint, Supplier<Uni<UUID>> work) {
    String checkedKey = checked(key);
    return database.transaction(
        () ->
            insert(actor, mutation, checkedKey, fingerprint)
                .chain(
                    inserted ->
                        inserted == 1
                            ? work.get().call(id -> complete(actor, mutation, checkedKey, id))
                            : replay(actor, mutation, checkedKey, fingerprint)));
  }

  /**
   * What {@link #once} would find, for work that begins outside of a transaction and must not begin
   * when the key cannot be used.
   *
   * @return the id of the result; null when the key is new
   * @throws Refusal IDEMPOTENCY_KEY_REUSED when the key was used with another input
   */
  public Uni<UUID> find(UUID actor, String mutation, String key, Fingerprint fingerprint) {
    String checkedKey = checked(key);
    return database.read(() -> replay(actor, mutation, checkedKey, fingerprint));
  }

  /**
   * Removes the records of an actor who is no more, in the caller's transaction. Whoever repeats
   * one of these requests finds no actor to do it for.
   */
  public Uni<Void> forget(UUID actor) {
    return sql.update("DELETE FROM idempotency_record WHERE actor_id = $1", actor)
        .replaceWithVoid();
  }

  /**
   * The key as it is kept, for work that must not begin with a key which cannot be used.
   *
   * @throws io.siyu.kernel.InvalidInput when it is not 1–64 characters of one line
   */
  public static String checked(String key) {
    return Text.requiredLine(key, MAX_KEY_LENGTH, "input", "idempotencyKey");
  }

  private Uni<Integer> insert(UUID actor, String mutation, String key, Fingerprint fingerprint) {
    return sql.update(
        """
        INSERT INTO idempotency_record (actor_id, mutation, key, input_hash)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING""",
        actor,
        mutation,
        key,
        fingerprint.buffer());
  }

  private Uni<Integer> complete(UUID actor, String mutation, String key, UUID result) {
    return sql.update(
        """
        UPDATE idempotency_record SET result_id = $4
        WHERE actor_id = $1 AND mutation = $2 AND key = $3""",
        actor,
        mutation,
        key,
        result);
  }

  private Uni<UUID> replay(UUID actor, String mutation, String key, Fingerprint fingerprint) {
    return sql.first(
            """
            SELECT input_hash, result_id FROM idempotency_record
            WHERE actor_id = $1 AND mutation = $2 AND key = $3""",
            row -> new Stored(row.raw().getBuffer("input_hash").getBytes(), row.uuid("result_id")),
            actor,
            mutation,
            key)
        .onItem()
        .ifNotNull()
        .transform(
            stored -> {
              if (!Arrays.equals(stored.inputHash(), fingerprint.bytes())) {
                throw Refusal.shared(
                    Refusal.IDEMPOTENCY_KEY_REUSED,
                    "This key was used with another input. Make a new key for a new request.",
                    "input",
                    "idempotencyKey");
              }
              return stored.resultId();
            });
  }

  private record Stored(byte[] inputHash, UUID resultId) {}
}
