package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller that is no trusted proxy says that it speaks for others, another one each time. */
@QuarkusTest
@TestProfile(LockedDoors.WithoutProxy.class)
class ForgedAddressTest {

  private static final JsonObject REQUEST =
      new JsonObject().put("query", Documents.text("products"));

  @Inject ReactiveRedisDataSource redis;

  @BeforeEach
  void nobody_has_called_yet() {
    Rows.await(redis.execute("FLUSHALL"));
  }

  @Test
  void made_up_addresses_share_the_share_of_the_one_behind_them() {
    for (int i = 0; i < LockedDoors.PER_ADDRESS; i++) {
      Visitor.atANewAddress().post(REQUEST).body("errors", nullValue());
    }

    Visitor.atANewAddress()
        .post(REQUEST)
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
    try (GraphQLSocket socket = Visitor.atANewAddress().socket()) {
      assertThat(socket.closed().code()).isEqualTo(4429);
    }
  }

  @Test
  void made_up_addresses_do_not_help_to_guess_passwords() {
    for (int i = 0; i < LockedDoors.LOGINS_PER_ADDRESS; i++) {
      guess("name-" + i)
          .body("data.operatorLogin.userErrors[0].code", equalTo("INVALID_CREDENTIALS"));
    }

    guess("one-more").body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  private static ValidatableResponse guess(String name) {
    return Visitor.atANewAddress()
        .document(
            "operatorLogin", Map.of("input", Map.of("name", name, "password", "a wrong one")));
  }
}
