package io.siyu.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siyu.bench.PreparedEntries.Kind;
import io.siyu.payment.wechat.FakeNotice;
import io.siyu.payment.wechat.FakeTrades;
import io.siyu.payment.wechat.FakeWeChatPay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * WeChat's notices of payments as HTTP requests, ready to be sent, so that no time is lost then.
 */
final class NoticeRequests {

  private NoticeRequests() {}

  /** One for each entry: in their order for one chain, else in a random one. */
  static List<byte[]> of(PreparedEntries entries, FakeWeChatPay weChat, int port) {
    List<Long> numbers =
        new ArrayList<>(
            LongStream.range(entries.first(), entries.first() + entries.count()).boxed().toList());
    if (entries.chains() > 1) {
      Collections.shuffle(numbers, new Random(entries.first()));
    }
    Instant now = Instant.now();
    return numbers.parallelStream().map(number -> request(number, weChat, now, port)).toList();
  }

  private static byte[] request(long number, FakeWeChatPay weChat, Instant paidAt, int port) {
    FakeNotice notice =
        FakeNotice.paid(
            weChat,
            FakeTrades.taken(
                Kind.PAYMENT.id(number).replace("-", ""),
                "42000000000000" + number,
                ChainTemplate.PRICE_FEN,
                paidAt));
    byte[] body = notice.body().getBytes(UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(FakeNotice.PATH).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    head.append("Content-Type: application/json\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    notice
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(UTF_8);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }
}
