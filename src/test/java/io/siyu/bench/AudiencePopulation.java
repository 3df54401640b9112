package io.siyu.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Fills a migrated database with members and their past, set by set, and looks into it. */
final class AudiencePopulation implements AutoCloseable {

  private static final String TAG_EVERY_THIRD = "油皮";

  private final BenchDatabase database;

  AudiencePopulation(Map<String, String> settings) throws SQLException {
    database = new BenchDatabase(settings);
  }

  /**
   * Tiers 60:30:10; every third has the tag; joined and last seen spread over two years and over
   * 200 days; on the average 6 days with orders in the last two years, more for some than for
   * others.
   */
  void load(int members) throws SQLException {
    database.execute(
        """
        INSERT INTO member (id, openid, tier_id, first_channel, created_at, last_login_at)
        SELECT gen_random_uuid(), 'bench-' || n,
               (SELECT id FROM tier WHERE level = CASE WHEN n %% 10 < 6 THEN 1
                                                       WHEN n %% 10 < 9 THEN 2 ELSE 3 END),
               (ARRAY['ORGANIC', 'STORE_QR', 'XIAOHONGSHU', 'REFERRAL'])[1 + n %% 4],
               now() - (200 + n * 7919 %% 530) * interval '1 day',
               now() - (n * 104729 %% 200) * interval '1 day'
        FROM generate_series(1::bigint, %d) AS n"""
            .formatted(members));
    database.execute(
        """
        INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
        SELECT gen_random_uuid(), id, t.code, 'OPERATOR', id, now()
        FROM (SELECT id, row_number() OVER (ORDER BY openid) AS n FROM member) AS m
        JOIN (VALUES ('%s', 3), ('敏感肌', 7), ('宝妈', 5)) AS t (code, every) ON m.n %% t.every = 0"""
            .formatted(TAG_EVERY_THIRD));
    database.execute(
        """
        INSERT INTO member_activity (member_id, last_seen_at)
        SELECT id, last_login_at FROM member
        ON CONFLICT (member_id) DO UPDATE SET last_seen_at = excluded.last_seen_at""");
    database.execute(
        """
        INSERT INTO member_purchase_day
          (member_id, day, order_count, paid_fen, refunded_fen, unfinished_orders)
        SELECT id, (now() - (abs(hashtext(id::text || k)) % 730) * interval '1 day')::date,
               1 + k % 2, 1000 + abs(hashtext(id::text || 'f' || k)) % 40000, 0, k % 5 / 4
        FROM member, generate_series(1, 1 + abs(hashtext(id::text)) % 11) AS k
        ON CONFLICT DO NOTHING""");
    database.execute(
        """
        UPDATE member_activity a
        SET order_count = d.orders, paid_fen = d.paid, first_order_at = d.first, last_order_at = d.last
        FROM (SELECT member_id, sum(order_count) AS orders, sum(paid_fen) AS paid,
                     min(day)::timestamptz AS first, max(day)::timestamptz AS last
              FROM member_purchase_day GROUP BY member_id) AS d
        WHERE d.member_id = a.member_id""");
    database.execute("VACUUM ANALYZE");
  }

  /** What every third member has. */
  String tag() {
    return TAG_EVERY_THIRD;
  }

  /** How PostgreSQL answers the last preview that the server asked for. */
  List<String> planOfLastPreview(List<String> literals) throws SQLException {
    String statement =
        column("SELECT query FROM pg_stat_activity WHERE query LIKE 'WITH matched AS%' LIMIT 1")
            .get(0);
    for (int i = literals.size(); i > 0; i--) {
      statement = statement.replace("$" + i, literals.get(i - 1));
    }
    return column("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) " + statement);
  }

  long number(String query) throws SQLException {
    return database.number(query);
  }

  List<String> column(String query) throws SQLException {
    return database.column(query);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
