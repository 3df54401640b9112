package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacedFramesTest {

  private final AtomicInteger told = new AtomicInteger();

  @Test
  void so_many_frames_pass_whatever_they_are_and_one_more_closes_the_socket() {
    EmbeddedChannel socket =
        new EmbeddedChannel(new PacedFrames(4, Duration.ofHours(1), told::incrementAndGet));

    for (int i = 0; i < 2; i++) {
      assertThat(passes(socket, new TextWebSocketFrame("{}"))).isTrue();
      assertThat(passes(socket, new PingWebSocketFrame())).isTrue();
    }
    PingWebSocketFrame oneTooMany = new PingWebSocketFrame();
    assertThat(passes(socket, oneTooMany)).isFalse();

    assertThat(oneTooMany.refCnt()).isZero();
    CloseWebSocketFrame end = socket.readOutbound();
    assertThat(end.statusCode()).isEqualTo(4429);
    assertThat(socket.isOpen()).isFalse();
    assertThat(told).hasValue(1);
  }

  @Test
  void the_next_window_begins_anew() {
    EmbeddedChannel socket =
        new EmbeddedChannel(new PacedFrames(1, Duration.ofNanos(1), told::incrementAndGet));

    for (int i = 0; i < 10; i++) {
      assertThat(passes(socket, new PingWebSocketFrame())).isTrue();
    }
  }

  private static boolean passes(EmbeddedChannel socket, WebSocketFrame frame) {
    socket.writeInbound(frame);
    return socket.readInbound() == frame;
  }
}
