package io.siyu.order;

import io.siyu.catalog.SkuView;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Callers of the API, and what they send about orders; the books balance after every test. */
abstract class OrderApiScenario {

  @Inject OrderFixture fixture;

  final GraphQLClient anyone = GraphQLClient.ofThisTest();

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  static Map<String, Object> items(UUID sku, int quantity) {
    return Map.of("items", List.of(item(sku, quantity)));
  }

  static Map<String, Object> item(UUID sku, int quantity) {
    return Map.of("skuId", SkuView.ID.encode(sku), "quantity", quantity);
  }

  static Map<String, Object> order(String id) {
    return Map.of("orderId", id);
  }

  GraphQLClient as(UUID member) {
    return anyone.as(fixture.token(member));
  }

  GraphQLClient operator(String role) {
    return anyone.as(fixture.operatorToken(role));
  }
}
