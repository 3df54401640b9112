package io.siyu.platform.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** The connection below a socket, as far as Vert.x itself does not give it away. */
interface SocketWire {

  /**
   * @param bytes that may lie in the kernel, which would let megabytes pile up by itself
   */
  void narrow(int bytes);

  /** So many frames are read in a window; one more closes the socket. */
  void pace(int most, Duration window, Runnable tooMany);

  /**
   * Without a word, and past Vert.x, which would end what was begun first: both would wait behind
   * all that the phone does not read. What the kernel still holds is dropped, too.
   */
  void cut();

  static SocketWire of(HttpConnection connection) {
    return new OfConnection((ConnectionBase) connection);
  }

  /** A connection of Vert.x. */
  record OfConnection(ConnectionBase connection) implements SocketWire {

    @Override
    public void narrow(int bytes) {
      connection.channel().config().setOption(ChannelOption.SO_SNDBUF, bytes);
    }

    @Override
    public void pace(int most, Duration window, Runnable tooMany) {
      ChannelHandlerContext handler = connection.channelHandlerContext();
      handler.pipeline().addBefore(handler.name(), null, new PacedFrames(most, window, tooMany));
    }

    @Override
    public void cut() {
      ChannelHandlerContext handler = connection.channelHandlerContext();
      handler.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      handler.close();
    }
  }
}
