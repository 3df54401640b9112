package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void ids_grow_strictly_and_keep_their_distance() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      ids.add(Ids.next());
    }

    assertThat(new HashSet<>(ids)).hasSize(ids.size());
    for (int i = 1; i < ids.size(); i++) {
      UUID before = ids.get(i - 1);
      UUID after = ids.get(i);
      assertThat(after.version()).isEqualTo(7);
      assertThat(after.variant()).isEqualTo(2);
      // PostgreSQL compares UUIDs as their bytes, which is how their text compares.
      assertThat(after.toString()).isGreaterThan(before.toString());
    }
  }
}
