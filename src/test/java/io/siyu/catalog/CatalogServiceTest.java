package io.siyu.catalog;

import static io.siyu.catalog.Shelf.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Ids;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogServiceTest {

  @Inject CatalogService catalog;
  @Inject Shelf shelf;

  @Test
  void terms_tell_what_an_order_needs() {
    UUID product = shelf.product("丹东草莓");
    UUID withMemberPrice = shelf.sku(product, "500 g", 4900, 4500L, 3);
    UUID without = shelf.sku(product, "1 kg", 8900, null, 3);

    Map<UUID, SkuTerms> terms = await(catalog.skus(List.of(withMemberPrice, without, Ids.next())));

    assertThat(terms).containsOnlyKeys(withMemberPrice, without);
    assertThat(terms.get(withMemberPrice))
        .isEqualTo(
            new SkuTerms(
                withMemberPrice,
                product,
                "丹东草莓",
                "500 g",
                "https://img.example/p.jpg",
                Money.ofFen(4900),
                Money.ofFen(4500),
                true,
                false));
    assertThat(terms.get(without).memberPrice()).isNull();
  }

  @Test
  void nothing_is_on_sale_of_a_product_that_is_not() {
    UUID sku = shelf.sku(shelf.product("下架商品", false, false), "1 kg", 100, null, 3);

    assertThat(await(catalog.skus(List.of(sku))).get(sku).onSale()).isFalse();
  }

  @Test
  void no_skus_are_asked_for_and_none_are_found() {
    assertThat(await(catalog.skus(List.of()))).isEmpty();
  }
}
