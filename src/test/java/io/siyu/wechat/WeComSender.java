package io.siyu.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** WeCom's side of the callback: encrypts, signs and sends, with the example of its documents. */
public final class WeComSender {

  public static final String CORP_ID = "wx5823bf96d3bd56c7";
  public static final String TOKEN = "QDG6eK";
  public static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI callback;
  private String token = TOKEN;
  private String key = KEY;
  private String receiver = CORP_ID;
  private Instant at = Instant.now();

  private WeComSender(URI server) {
    callback = server.resolve("/wecom/callback");
  }

  public static WeComSender to(URI server) {
    return new WeComSender(server);
  }

  /** The settings under which an application understands this. */
  public static Map<String, String> settings(String baseUrl) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("siyu.wecom.corp-id", CORP_ID);
    settings.put("siyu.wecom.secret", "a-secret-of-the-tests-alone");
    settings.put("siyu.wecom.token", TOKEN);
    settings.put("siyu.wecom.encoding-aes-key", KEY);
    settings.put("siyu.wecom.base-url", baseUrl);
    return settings;
  }

  WeComSender signingWith(String other) {
    token = other;
    return this;
  }

  WeComSender encryptingWith(String other) {
    key = other;
    return this;
  }

  WeComSender forReceiver(String other) {
    receiver = other;
    return this;
  }

  public WeComSender at(Instant time) {
    at = time;
    return this;
  }

  /** A message in a group of customers, as an app gets it. */
  public static String message(String id, String person, Instant writtenAt) {
    return messageIn("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA", id, person, writtenAt);
  }

  public static String messageIn(String chat, String id, String person, Instant writtenAt) {
    return """
        <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>
        <CreateTime>%d</CreateTime><MsgType><![CDATA[text]]></MsgType>
        <Content><![CDATA[这个梨子很甜 <!DOCTYPE & ]]></Content><MsgId>%s</MsgId>
        <ChatId><![CDATA[%s]]></ChatId></xml>"""
        .formatted(CORP_ID, person, writtenAt.getEpochSecond(), id, chat);
  }

  /**
   * That people came into the group or left it.
   *
   * @param detail {@code add_member} or {@code del_member}
   */
  public static String change(String detail, Instant at, String... people) {
    return changeOf("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA", detail, at, people);
  }

  public static String changeOf(String chat, String detail, Instant at, String... people) {
    return """
        <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>
        <CreateTime>%d</CreateTime><MsgType><![CDATA[event]]></MsgType>
        <Event><![CDATA[change_external_chat]]></Event><ChatId><![CDATA[%s]]></ChatId>
        <ChangeType><![CDATA[update]]></ChangeType><UpdateDetail><![CDATA[%s]]></UpdateDetail>
        <JoinScene>1</JoinScene><QuitScene>0</QuitScene><MemChangeCnt>%d</MemChangeCnt>
        <MemChangeList><Item>%s</Item></MemChangeList></xml>"""
        .formatted(
            CORP_ID,
            at.getEpochSecond(),
            chat,
            detail,
            people.length,
            String.join("</Item><Item>", people));
  }

  /** That the group is no more. */
  public static String dissolved(String chat, Instant at) {
    return """
        <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>
        <CreateTime>%d</CreateTime><MsgType><![CDATA[event]]></MsgType>
        <Event><![CDATA[change_external_chat]]></Event><ChatId><![CDATA[%s]]></ChatId>
        <ChangeType><![CDATA[dismiss]]></ChangeType></xml>"""
        .formatted(CORP_ID, at.getEpochSecond(), chat);
  }

  /** A message in a group, as a robot gets it. */
  public static String robotMessage(String id, String person) {
    return new JsonObject()
        .put("msgid", id)
        .put("aibotid", "AIBOT")
        .put("chatid", "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA")
        .put("chattype", "group")
        .put("from", new JsonObject().put("userid", person))
        .put("msgtype", "text")
        .put("text", new JsonObject().put("content", "@小私 梨子还有吗"))
        .encode();
  }

  public HttpResponse<String> xml(String text) {
    String encrypted = encrypted(text);
    return post(envelope(encrypted), encrypted);
  }

  public HttpResponse<String> json(String text) {
    String encrypted = encrypted(text);
    return post(new JsonObject().put("encrypt", encrypted).encode(), encrypted);
  }

  static String envelope(String encrypted) {
    return """
        <xml><ToUserName><![CDATA[%s]]></ToUserName><AgentID><![CDATA[218]]></AgentID>
        <Encrypt><![CDATA[%s]]></Encrypt></xml>"""
        .formatted(CORP_ID, encrypted);
  }

  /** A body as it is, signed as if this were what is encrypted in it. */
  HttpResponse<String> post(String body, String signed) {
    return send(
        HttpRequest.newBuilder(address(signed, Map.of()))
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> verify(String text) {
    String encrypted = encrypted(text);
    return send(HttpRequest.newBuilder(address(encrypted, Map.of("echostr", encrypted))).GET());
  }

  HttpResponse<String> get(String query) {
    return send(HttpRequest.newBuilder(URI.create(callback + query)).GET());
  }

  private URI address(String signed, Map<String, String> more) {
    String timestamp = String.valueOf(at.getEpochSecond());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("msg_signature", new WeComCipher(token, KEY).signature(timestamp, "7", signed));
    query.put("timestamp", timestamp);
    query.put("nonce", "7");
    query.putAll(more);
    return URI.create(
        callback
            + query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", "")));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String encrypted(String text) {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    byte[] message = text.getBytes(UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(random);
    plain.writeBytes(ByteBuffer.allocate(4).putInt(message.length).array());
    plain.writeBytes(message);
    plain.writeBytes(receiver.getBytes(UTF_8));
    int padding = 32 - plain.size() % 32;
    for (int i = 0; i < padding; i++) {
      plain.write(padding);
    }
    return encrypted(plain.toByteArray(), key);
  }

  static String encrypted(byte[] plain, String encodingAesKey) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encodingAesKey + "=");
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes, "AES"), new IvParameterSpec(bytes, 0, 16));
      return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
