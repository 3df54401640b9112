package io.siyu.member;

import io.siyu.platform.database.Sql;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises those who left and return. Only a keyed hash of an identity is kept: without the key
 * nobody can try identities out, and with it nobody learns which records were whose.
 */
@ApplicationScoped
class DepartedIdentities {

  private static final String ALGORITHM = "HmacSHA256";

  private final Sql sql;
  private final SecretKeySpec key;

  DepartedIdentities(Sql sql, MemberConfig config) {
    this.sql = sql;
    // Checked at start.
    String text = config.departureKey().map(Secret::get).orElseThrow();
    this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * In the caller's transaction; unionid may be null. What was kept of a departure before, and
   * nobody came for, becomes part of this one.
   *
   * @return the departure that these identities lead to from now on
   */
  Uni<UUID> remember(List<String> openids, String unionid, Instant now) {
    UUID departure = UUID.randomUUID();
    Buffer[] hashes = hashes(openids, unionid);
    return sql.update(
            """
            UPDATE departed_allowance SET departure_id = $2
            WHERE departure_id IN (
              SELECT departure_id FROM departed_identity WHERE identity_hash = ANY($1::bytea[]))""",
            hashes,
            departure)
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO departed_identity (identity_hash, departed_at, departure_id)
                    SELECT hash, $2, $3 FROM unnest($1::bytea[]) AS left_by (hash) ORDER BY hash
                    ON CONFLICT (identity_hash) DO UPDATE
                    SET departed_at = excluded.departed_at, departure_id = excluded.departure_id""",
                    hashes,
                    now,
                    departure))
        .replaceWith(departure);
  }

  /** The departures that one of these identities leads to; unionid may be null. */
  Uni<List<UUID>> departures(String openid, String unionid) {
    return sql.list(
        """
        SELECT DISTINCT departure_id FROM departed_identity
        WHERE identity_hash = ANY($1::bytea[]) AND departure_id IS NOT NULL
        ORDER BY departure_id""",
        row -> row.uuid("departure_id"),
        (Object) hashes(List.of(openid), unionid));
  }

  /** Whether somebody of one of these identities left before; unionid may be null. */
  Uni<Boolean> know(String openid, String unionid) {
    return sql.first(
        """
        SELECT EXISTS (SELECT FROM departed_identity WHERE identity_hash = ANY($1::bytea[]))
          AS known""",
        row -> row.bool("known"),
        (Object) hashes(List.of(openid), unionid));
  }

  private Buffer[] hashes(List<String> openids, String unionid) {
    List<Buffer> hashes = new ArrayList<>();
    openids.forEach(openid -> hashes.add(hash("openid:" + openid)));
    if (unionid != null) {
      hashes.add(hash("unionid:" + unionid));
    }
    return hashes.toArray(Buffer[]::new);
  }

  private Buffer hash(String identity) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Buffer.buffer(mac.doFinal(identity.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256.", e);
    }
  }
}
