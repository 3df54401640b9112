package io.siyu.wechat;

import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks WeCom who somebody in a chat group is. Source: WeCom server API, documents "获取access_token",
 * "获取客户详情" and "获取客户群详情".
 *
 * <p>WeCom answers all who ask for an access token with the same one while it is valid, so replicas
 * keep one each and share no store of it. Questions change nothing and are safe to repeat.
 */
@ApplicationScoped
public class WeComContacts {

  private static final Logger LOG = Logger.getLogger(WeComContacts.class);

  /** A group has at most 500 people, of each of whom an answer tells some hundred bytes. */
  private static final int LARGEST_ANSWER = 1024 * 1024;

  private final Vertx vertx;
  private final WeComConfig config;
  private Client client;

  WeComContacts(Vertx vertx, WeComConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Whom WeChat knows by which unionid. A customer of staff is asked for by the external_userid;
   * somebody who is in a group without being anybody's customer, by the group.
   *
   * @return empty for who has none, because the company is bound to no open platform account or
   *     because this is no user of WeChat; fails with {@link WeChatUnavailable} when WeCom gave no
   *     usable answer
   */
  public Uni<Optional<String>> unionid(String externalUserId, String chatId) {
    return Uni.createFrom()
        .completionStage(() -> client().unionid(externalUserId, chatId).toCompletionStage());
  }

  private synchronized Client client() {
    if (client == null) {
      client = new Client(vertx, config);
    }
    return client;
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.http.close();
    }
  }

  private static final class Client {

    private final WeChatHttp http;
    private final StableAccessToken tokens;
    private final WeChatAttempts attempts;

    /** The configuration has been through {@link WeComConfigCheck}. */
    Client(Vertx vertx, WeComConfig config) {
      http =
          new WeChatHttp(
              vertx,
              config.baseUrl(),
              config.connectTimeout(),
              config.readTimeout(),
              LARGEST_ANSWER);
      String uri =
          "/cgi-bin/gettoken?corpid="
              + WeChatHttp.encoded(config.corpId().orElseThrow())
              + "&corpsecret="
              + WeChatHttp.encoded(config.secret().map(Secret::get).orElseThrow());
      tokens = new StableAccessToken(vertx, new TokenSource(http, uri));
      attempts =
          new WeChatAttempts(
              vertx, config, LOG, "contact", "nobody earns points by messages in groups");
    }

    Future<Optional<String>> unionid(String person, String chat) {
      return attempts.repeat(
          left -> {
            long deadline = System.nanoTime() + left.toNanos();
            return withToken(deadline, token -> contact(token, person, deadline))
                .compose(
                    known ->
                        known.isPresent()
                            ? Future.succeededFuture(known)
                            : withToken(deadline, token -> inGroup(token, person, chat, deadline)));
          });
    }

    /** A refused token is replaced once; the request that carried it did nothing. */
    private <T> Future<T> withToken(long deadline, Function<String, Future<T>> call) {
      return tokens
          .present(until(deadline))
          .compose(
              token ->
                  call.apply(token)
                      .recover(
                          failure ->
                              failure instanceof AccessTokenRefused
                                  ? tokens.insteadOf(token, until(deadline)).compose(call)
                                  : Future.failedFuture(failure)))
          .recover(
              failure ->
                  Future.failedFuture(
                      failure instanceof AccessTokenRefused refused ? refused.failure() : failure));
    }

    private Future<Optional<String>> contact(String token, String person, long deadline) {
      String uri =
          "/cgi-bin/externalcontact/get?access_token="
              + WeChatHttp.encoded(token)
              + "&external_userid="
              + WeChatHttp.encoded(person);
      return http.ask(HttpMethod.GET, uri, null, until(deadline))
          .map(WeComContactAnswer::ofContact);
    }

    private Future<Optional<String>> inGroup(
        String token, String person, String chat, long deadline) {
      Buffer body = new JsonObject().put("chat_id", chat).put("need_name", 0).toBuffer();
      String uri =
          "/cgi-bin/externalcontact/groupchat/get?access_token=" + WeChatHttp.encoded(token);
      return http.ask(HttpMethod.POST, uri, body, until(deadline))
          .map(answer -> WeComContactAnswer.inGroup(answer, person));
    }

    private static Duration until(long deadline) {
      return Duration.ofNanos(deadline - System.nanoTime());
    }
  }

  /** WeCom's tokens cannot be forced; one that was withdrawn is not given again. */
  private record TokenSource(WeChatHttp http, String uri) implements StableAccessToken.Source {

    @Override
    public Future<byte[]> ask(boolean force, Duration limit) {
      return http.ask(HttpMethod.GET, uri, null, limit);
    }

    @Override
    public boolean isRefusal(long errcode) {
      return WeComContactAnswer.isMisconfigured(errcode);
    }

    /** The address has the secret in it. */
    @Override
    public String toString() {
      return "TokenSource[hidden]";
    }
  }
}
