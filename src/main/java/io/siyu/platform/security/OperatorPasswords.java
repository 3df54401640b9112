package io.siyu.platform.security;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hashes and compares passwords with bcrypt, which is slow on purpose: on worker threads. */
@ApplicationScoped
class OperatorPasswords {

  static final int MIN_LENGTH = 10;

  /** What bcrypt takes into account; anything longer would be cut off silently. */
  static final int MAX_BYTES = 72;

  private static final int COST = 10;

  /** Compared against when the name is unknown, so that the answer takes as long. */
  private static final String NOBODY = BcryptUtil.bcryptHash("nobody has this password", COST);

  private final Vertx vertx;

  OperatorPasswords(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * @throws InvalidInput when it is missing or longer than a password can be
   */
  static String given(String password, String... field) {
    if (password == null || password.isEmpty()) {
      throw new InvalidInput(List.of(field), "A value is required.");
    }
    if (password.length() > MAX_BYTES
        || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new InvalidInput(
          List.of(field), "A password has at most " + MAX_BYTES + " bytes in UTF-8.");
    }
    return password;
  }

  /**
   * @throws InvalidInput when it may not become a password
   */
  static String chosen(String password, String... field) {
    String given = given(password, field);
    if (given.codePointCount(0, given.length()) < MIN_LENGTH) {
      throw new InvalidInput(
          List.of(field), "A password has at least " + MIN_LENGTH + " characters.");
    }
    // What no other text may contain, no password may either; its spaces stay.
    Text.required(given, MAX_BYTES, field);
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(List.of(field), "Control characters are not allowed.");
    }
    return given;
  }

  Uni<String> hash(String password) {
    return onWorker(() -> BcryptUtil.bcryptHash(password, COST));
  }

  /**
   * @param hash null where there is no such account: false, after the same time
   */
  Uni<Boolean> matches(String password, String hash) {
    return onWorker(
        () -> BcryptUtil.matches(password, hash == null ? NOBODY : hash) && hash != null);
  }

  private <T> Uni<T> onWorker(java.util.concurrent.Callable<T> work) {
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
  }
}
