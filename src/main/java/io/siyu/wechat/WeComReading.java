package io.siyu.wechat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a callback's document matters here. Source: WeCom server API, documents "消息格式" (apps,
 * XML), "接收消息" of "智能机器人" (JSON), "群机器人" (XML with From and ChatType) and "客户群变更事件".
 *
 * @param ignored why there are no notices; null when there are
 */
record WeComReading(List<WeComNotice> notices, Ignored ignored) {

  /** Why a good callback leads to nothing. */
  enum Ignored {
    /** An event or a type of message that earns nothing here. */
    OTHER_KIND,
    /** Written to an app or a robot alone, not in a group. */
    NOT_IN_A_GROUP,
    /** Staff or a robot wrote it. */
    NO_CUSTOMER,
    /** An id is missing or has no form of WeCom's. */
    INCOMPLETE
  }

  /** Not among them: {@code event}, and {@code stream}, by which WeCom asks a robot to go on. */
  private static final Set<String> MESSAGES =
      Set.of(
          "text",
          "image",
          "mixed",
          "voice",
          "video",
          "file",
          "link",
          "location",
          "miniprogram",
          "emotion");

  /** Of WeCom users (wm) and of people of other companies (wo); robots have wb, staff neither. */
  private static final Pattern CUSTOMER = Pattern.compile("w[mo][A-Za-z0-9_-]{8,62}");

  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");
  private static final Pattern CHAT = Pattern.compile("[!-~]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  private static final Map<String, WeComNotice.Kind> CHANGES =
      Map.of("add_member", WeComNotice.Kind.JOINED, "del_member", WeComNotice.Kind.LEFT);

  /**
   * @param signedAt when WeCom sent it, as a robot's messages don't say when they were written
   */
  static WeComReading of(WeComDocument document, Instant signedAt) {
    return document.isJson()
        ? message(
            document,
            new Names("msgtype", "msgid", "chatid", "chattype", "create_time"),
            document.text("from/userid"),
            signedAt)
        : message(
            document,
            new Names("MsgType", "MsgId", "ChatId", "ChatType", "CreateTime"),
            document.text("FromUserName").or(() -> document.text("From/UserId")),
            signedAt);
  }

  private static WeComReading message(
      WeComDocument document, Names names, Optional<String> sender, Instant signedAt) {
    if (document.text("Event").filter("change_external_chat"::equals).isPresent()) {
      return document.text("ChangeType").filter("dismiss"::equals).isPresent()
          ? dissolution(document, signedAt)
          : change(document, signedAt);
    }
    if (document.text(names.type).filter(MESSAGES::contains).isEmpty()) {
      return nothing(Ignored.OTHER_KIND);
    }
    Optional<String> chat = document.text(names.chat);
    boolean group = document.text(names.chatType).orElse("group").equals("group");
    if (chat.isEmpty() || !group) {
      return nothing(Ignored.NOT_IN_A_GROUP);
    }
    Optional<String> id = document.text(names.id).filter(ID.asMatchPredicate());
    if (id.isEmpty() || sender.isEmpty() || !CHAT.matcher(chat.get()).matches()) {
      return nothing(Ignored.INCOMPLETE);
    }
    if (!CUSTOMER.matcher(sender.get()).matches()) {
      return nothing(Ignored.NO_CUSTOMER);
    }
    return new WeComReading(
        List.of(
            new WeComNotice(
                WeComNotice.Kind.MESSAGE,
                id.get(),
                sender.get(),
                chat.get(),
                at(document.text(names.time), signedAt))),
        null);
  }

  /** Who came or went; people of the company's own among them don't matter here. */
  private static WeComReading change(WeComDocument document, Instant signedAt) {
    Optional<WeComNotice.Kind> kind = document.text("UpdateDetail").map(CHANGES::get);
    Optional<String> chat = document.text("ChatId").filter(CHAT.asMatchPredicate());
    Optional<String> time = document.text("CreateTime").filter(SECONDS.asMatchPredicate());
    List<String> people =
        Stream.concat(
                document.texts("MemChangeList/Item").stream(),
                document.texts("MemChangeList").stream())
            // Some callbacks have had one text instead of items.
            .flatMap(text -> Stream.of(text.split("[,;\\s]+")))
            .toList();
    if (kind.isEmpty()) {
      return nothing(Ignored.OTHER_KIND);
    }
    if (chat.isEmpty() || time.isEmpty() || people.isEmpty()) {
      return nothing(Ignored.INCOMPLETE);
    }
    String id = idOf(time.get(), chat.get());
    Instant at = at(time, signedAt);
    List<WeComNotice> notices =
        people.stream()
            .filter(person -> CUSTOMER.matcher(person).matches())
            .distinct()
            .map(person -> new WeComNotice(kind.get(), id, person, chat.get(), at))
            .toList();
    return notices.isEmpty() ? nothing(Ignored.NO_CUSTOMER) : new WeComReading(notices, null);
  }

  /** The group is no more; WeCom does not say who was in it. */
  private static WeComReading dissolution(WeComDocument document, Instant signedAt) {
    Optional<String> chat = document.text("ChatId").filter(CHAT.asMatchPredicate());
    Optional<String> time = document.text("CreateTime").filter(SECONDS.asMatchPredicate());
    if (chat.isEmpty() || time.isEmpty()) {
      return nothing(Ignored.INCOMPLETE);
    }
    return new WeComReading(
        List.of(
            new WeComNotice(
                WeComNotice.Kind.DISSOLVED,
                idOf(time.get(), chat.get()),
                null,
                chat.get(),
                at(time, signedAt))),
        null);
  }

  /** WeCom gives events no id, and recommends the time for telling repetitions. */
  private static String idOf(String time, String chat) {
    return time + ":" + chat;
  }

  /** Never later than it was sent. */
  private static Instant at(Optional<String> seconds, Instant signedAt) {
    try {
      return seconds
          .map(Long::parseLong)
          .map(Instant::ofEpochSecond)
          .filter(time -> time.isBefore(signedAt))
          .filter(time -> time.isAfter(Instant.EPOCH))
          .orElse(signedAt);
    } catch (NumberFormatException | java.time.DateTimeException noTime) {
      return signedAt;
    }
  }

  private static WeComReading nothing(Ignored ignored) {
    return new WeComReading(List.of(), ignored);
  }

  private record Names(String type, String id, String chat, String chatType, String time) {}
}
