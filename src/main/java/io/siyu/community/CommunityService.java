package io.siyu.community;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Stores and communities, for whoever refers to them. */
@ApplicationScoped
public class CommunityService {

  private static final String STORE_COLUMNS = "id, name, city, address";

  /** A brand has tens of stores, not thousands. */
  private static final int MAX_STORES = 500;

  private final Database database;
  private final Sql sql;

  CommunityService(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return the communities that exist, by id
   */
  public Uni<Map<UUID, CommunitySummary>> communities(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    "SELECT " + CommunitySummary.COLUMNS + " FROM community c WHERE id = ANY($1)",
                    CommunitySummary::of,
                    ids))
        .map(rows -> byId(rows, CommunitySummary::id));
  }

  /**
   * @return the stores that exist, by id
   */
  public Uni<Map<UUID, StoreSummary>> stores(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    "SELECT " + STORE_COLUMNS + " FROM store WHERE id = ANY($1)",
                    CommunityService::store,
                    ids))
        .map(rows -> byId(rows, StoreSummary::id));
  }

  /** All stores, by city and name. */
  public Uni<List<StoreSummary>> allStores() {
    return database.read(
        () ->
            sql.list(
                "SELECT " + STORE_COLUMNS + " FROM store ORDER BY city, name LIMIT $1",
                CommunityService::store,
                MAX_STORES));
  }

  /**
   * @throws RequestFailure NOT_FOUND when one of them does not exist
   */
  public Uni<Void> requireCommunities(Collection<UUID> ids) {
    return communities(ids)
        .invoke(
            found -> {
              if (!found.keySet().containsAll(ids)) {
                throw RequestFailure.notFound("Community");
              }
            })
        .replaceWithVoid();
  }

  /**
   * @throws RequestFailure NOT_FOUND when one of them does not exist
   */
  public Uni<Void> requireStores(Collection<UUID> ids) {
    return stores(ids)
        .invoke(
            found -> {
              if (!found.keySet().containsAll(ids)) {
                throw RequestFailure.notFound("Store");
              }
            })
        .replaceWithVoid();
  }

  public Uni<UUID> addStore(String name, String city, String address) {
    UUID id = Ids.next();
    return database
        .transaction(
            () ->
                sql.update(
                    "INSERT INTO store (id, name, city, address) VALUES ($1, $2, $3, $4)",
                    id,
                    name,
                    city,
                    address))
        .replaceWith(id);
  }

  /**
   * @param storeId null when it belongs to no single store
   * @param city null when it belongs to the whole brand
   * @param dissolvesAt null unless it is a flash community
   */
  public Uni<UUID> addCommunity(
      CommunityKind kind, UUID storeId, String name, String city, Instant dissolvesAt) {
    UUID id = Ids.next();
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    INSERT INTO community (id, kind, store_id, name, city, dissolves_at)
                    VALUES ($1, $2, $3, $4, $5, $6)""",
                    id,
                    kind,
                    storeId,
                    name,
                    city,
                    dissolvesAt))
        .replaceWith(id);
  }

  private static StoreSummary store(SqlRow row) {
    return new StoreSummary(
        row.uuid("id"), row.text("name"), row.text("city"), row.text("address"));
  }

  private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
    Map<UUID, T> map = new LinkedHashMap<>();
    rows.forEach(row -> map.put(id.apply(row), row));
    return map;
  }
}
