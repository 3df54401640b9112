package io.siyu.platform.graphql;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Lets so many frames of a socket through in a window, whatever they are: each takes some work, and
 * a ping is answered by Vert.x itself, at once and whether or not the phone takes the answer.
 * Behind one too many nothing is read any more, and the socket is closed.
 */
final class PacedFrames extends ChannelInboundHandlerAdapter {

  private static final int TOO_MANY_REQUESTS = 4429;

  private final int most;
  private final long windowNanos;
  private final Runnable tooMany;
  private long beganAt;
  private int count;

  /**
   * @param tooMany told when the socket is closed
   */
  PacedFrames(int most, Duration window, Runnable tooMany) {
    this.most = most;
    this.windowNanos = window.toNanos();
    this.tooMany = tooMany;
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    if (!(message instanceof WebSocketFrame) || mayPass(System.nanoTime())) {
      channel.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    if (count == most + 1) {
      tooMany.run();
      channel.channel().config().setAutoRead(false);
      channel
          .writeAndFlush(new CloseWebSocketFrame(TOO_MANY_REQUESTS, "Too many messages"))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /**
   * Once one was too many, none passes any more.
   *
   * @param now as {@link System#nanoTime}
   */
  private boolean mayPass(long now) {
    if (count <= most && (count == 0 || now - beganAt >= windowNanos)) {
      beganAt = now;
      count = 0;
    }
    return ++count <= most;
  }
}
