package io.siyu.chain;

import io.siyu.platform.database.Database;
import io.siyu.platform.redis.FanOut;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tells every replica that a chain changed; whoever cares reads the truth. */
@ApplicationScoped
class ChainHints {

  private final Database database;
  private final FanOut fanOut;

  ChainHints(Database database, FanOut fanOut) {
    this.database = database;
    this.fanOut = fanOut;
  }

  /** Sent once the caller's transaction has committed. */
  void changed(UUID chain) {
    database.afterCommit(() -> fanOut.publish(topic(chain), "changed"));
  }

  Multi<String> listen(UUID chain) {
    return fanOut.listen(topic(chain));
  }

  /** Of a team, who took a seat or left one, or that it ended; as {@link #changed}. */
  void teamChanged(UUID team) {
    database.afterCommit(() -> fanOut.publish(teamTopic(team), "changed"));
  }

  Multi<String> listenToTeam(UUID team) {
    return fanOut.listen(teamTopic(team));
  }

  private static String teamTopic(UUID team) {
    return "chain-team:" + team;
  }

  private static String topic(UUID chain) {
    return "chain:" + chain;
  }
}
