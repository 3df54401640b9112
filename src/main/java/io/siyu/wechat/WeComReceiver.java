package io.siyu.wechat;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Whoever keeps what WeCom tells until it was seen to. */
public interface WeComReceiver {

  /**
   * Stores the notices, each once however often it comes: WeCom is told that all is well as soon as
   * this is done, and never tells again.
   *
   * @return how many were new
   */
  Uni<Integer> take(List<WeComNotice> notices);
}
