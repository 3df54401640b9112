package io.siyu.platform.security;

import io.quarkus.arc.All;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sessions with rotating refresh tokens. All tokens that descend from one login are a family with a
 * generation count. A token of the current generation rotates the family; one of the generation
 * before is accepted again for a minute and gets a sibling of the current one; anything older is a
 * stolen token and revokes the family (OAuth 2.0 Security Best Current Practice, RFC 9700, section
 * 4.14). Only hashes of tokens are stored.
 */
@ApplicationScoped
public class Sessions {

  private static final int TOKEN_BYTES = 32;
  private static final int MAX_TOKEN_LENGTH = 100;
  private static final int REMEMBERED_GENERATIONS = 1000;
  private static final int FORGET_EVERY = 100;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final Sql sql;
  private final AccessTokens accessTokens;
  private final SecurityConfig config;
  private final Map<SubjectKind, SubjectRoles> subjects;

  Sessions(
      Database database,
      Sql sql,
      AccessTokens accessTokens,
      SecurityConfig config,
      @All List<SubjectRoles> subjects) {
    this.database = database;
    this.sql = sql;
    this.accessTokens = accessTokens;
    this.config = config;
    this.subjects =
        subjects.stream().collect(Collectors.toMap(SubjectRoles::kind, Function.identity()));
  }

  /** Begins a session, in the caller's transaction where there is one. */
  public Uni<SessionTokens> start(SubjectKind kind, UUID subject, Set<String> roles) {
    UUID family = Ids.next();
    return database.transaction(
        () ->
            sql.update(
                    """
                    INSERT INTO session_family (id, subject_kind, subject_id, expires_at)
                    VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')""",
                    family,
                    kind,
                    subject,
                    config.sessionLifetime().toMillis())
                .chain(() -> issue(family, 1, subject, roles)));
  }

  /**
   * Gives new tokens with the roles that the subject has by now.
   *
   * @throws RequestFailure UNAUTHENTICATED when the token is unknown, expired, revoked or reused,
   *     or its subject may not act any more
   */
  public Uni<SessionTokens> refresh(String refreshToken) {
    if (refreshToken == null || refreshToken.length() > MAX_TOKEN_LENGTH) {
      return Uni.createFrom().failure(loginAgain());
    }
    return database
        .transaction(() -> locked(refreshToken).chain(this::decide))
        .onItem()
        .ifNull()
        .failWith(Sessions::loginAgain);
  }

  public Uni<Void> revoke(UUID family, String cause) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE session_family SET revoked_at = now(), revoke_cause = $2
                    WHERE id = $1 AND revoked_at IS NULL""",
                    family,
                    cause))
        .replaceWithVoid();
  }

  /** Ends every session of a subject but the one given, which may be null. */
  public Uni<Void> revokeAll(UUID subject, UUID except, String cause) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    UPDATE session_family SET revoked_at = now(), revoke_cause = $3
                    WHERE subject_id = $1 AND id IS DISTINCT FROM $2 AND revoked_at IS NULL""",
                    subject,
                    except,
                    cause))
        .replaceWithVoid();
  }

  /** Removes the sessions of a subject who is no more, in the caller's transaction. */
  public Uni<Void> forget(UUID subject) {
    return sql.update("DELETE FROM session_family WHERE subject_id = $1", subject)
        .replaceWithVoid();
  }

  /** When the subject's sessions began, newest first; in the caller's lane. */
  public Uni<List<Instant>> begun(UUID subject, int atMost) {
    return sql.list(
        """
        SELECT created_at FROM session_family WHERE subject_id = $1
        ORDER BY created_at DESC LIMIT $2""",
        row -> row.instant("created_at"),
        subject,
        atMost);
  }

  private Uni<Found> locked(String refreshToken) {
    return sql.first(
        """
        SELECT f.id, f.subject_kind, f.subject_id, f.generation, t.generation AS token_generation,
               f.revoked_at IS NULL AND f.expires_at > now() AS alive,
               f.rotated_at + $2 * interval '1 millisecond' > now() AS in_grace
        FROM refresh_token t JOIN session_family f ON f.id = t.family_id
        WHERE t.token_hash = $1 FOR UPDATE OF f""",
        row ->
            new Found(
                row.uuid("id"),
                row.enumeration(SubjectKind.class, "subject_kind"),
                row.uuid("subject_id"),
                row.integer("generation"),
                row.integer("token_generation"),
                row.bool("alive"),
                row.bool("in_grace")),
        hash(refreshToken),
        config.refreshGrace().toMillis());
  }

  /** Null means refused; not an exception, because the revocation has to be committed. */
  private Uni<SessionTokens> decide(Found found) {
    if (found == null || !found.alive()) {
      return Uni.createFrom().nullItem();
    }
    boolean current = found.tokenGeneration() == found.generation();
    boolean predecessor = found.tokenGeneration() == found.generation() - 1;
    if (!current && !(predecessor && found.inGrace())) {
      return revoke(found.family(), "REFRESH_TOKEN_REUSED").replaceWith((SessionTokens) null);
    }
    Uni<Integer> rotated =
        current ? rotate(found.family()) : Uni.createFrom().item(found.generation());
    return subjects
        .get(found.kind())
        .rolesOf(found.subject())
        .chain(
            granted ->
                granted.isEmpty()
                    ? Uni.createFrom().nullItem()
                    : rotated.chain(
                        generation -> issue(found.family(), generation, found.subject(), granted)));
  }

  private Uni<Integer> rotate(UUID family) {
    return sql.first(
            """
            UPDATE session_family
            SET generation = generation + 1, rotated_at = now(),
                expires_at = now() + $2 * interval '1 millisecond'
            WHERE id = $1 RETURNING generation""",
            row -> row.integer("generation"),
            family,
            config.sessionLifetime().toMillis())
        .call(generation -> forgetOld(family, generation));
  }

  /** A session may be refreshed for years; a token this old is refused as unknown instead. */
  private Uni<Integer> forgetOld(UUID family, int generation) {
    return generation % FORGET_EVERY != 0
        ? Uni.createFrom().item(0)
        : sql.update(
            "DELETE FROM refresh_token WHERE family_id = $1 AND generation < $2",
            family,
            generation - REMEMBERED_GENERATIONS);
  }

  private Uni<SessionTokens> issue(UUID family, int generation, UUID subject, Set<String> roles) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String refreshToken = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    AccessTokens.Signed access = accessTokens.sign(subject, family, roles);
    return sql.update(
            "INSERT INTO refresh_token (token_hash, family_id, generation) VALUES ($1, $2, $3)",
            hash(refreshToken),
            family,
            generation)
        .replaceWith(new SessionTokens(access.token(), refreshToken, access.expiresAt()));
  }

  private static Buffer hash(String token) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static RequestFailure loginAgain() {
    return RequestFailure.unauthenticated("The session has ended. Log in again.");
  }

  private record Found(
      UUID family,
      SubjectKind kind,
      UUID subject,
      int generation,
      int tokenGeneration,
      boolean alive,
      boolean inGrace) {}
}
