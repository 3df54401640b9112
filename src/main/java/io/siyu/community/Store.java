package io.siyu.community;

import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

/** A store as the API shows it. */
@Description("A store of the brand (门店).")
public record Store(
    @NonNull @Id @Description("Opaque id; begins with `store_`.") String id,
    @NonNull @Description("Name of the store, at most 60 characters.") String name,
    @NonNull @Description("City it is in, at most 30 characters.") String city,
    @NonNull @Description("Street address, at most 200 characters.") String address) {

  /** For every input that names a store. */
  public static final IdType ID = IdType.of("store");

  public static Store of(StoreSummary store) {
    return new Store(ID.encode(store.id()), store.name(), store.city(), store.address());
  }
}
