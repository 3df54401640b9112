package io.siyu.platform.graphql;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** While Redis is away, every instance counts for itself. */
@QuarkusTest
@TestProfile(LockedDoors.WithoutRedis.class)
class RateLimitsWithoutRedisTest extends RateLimits {

  @Test
  void a_type_name_is_no_introspection() {
    Visitor.atANewAddress()
        .post(new JsonObject().put("query", "{ __typename }"))
        .body("data.__typename", equalTo("Query"));
  }
}
