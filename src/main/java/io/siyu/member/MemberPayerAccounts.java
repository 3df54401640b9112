package io.siyu.member;

import io.siyu.payment.PayerAccounts;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Members pay from the WeChat account with which they log in. */
@ApplicationScoped
class MemberPayerAccounts implements PayerAccounts {

  private final Database database;
  private final Sql sql;

  MemberPayerAccounts(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /** Of several the one that came last: openids before it are of an app that was left. */
  @Override
  public Uni<String> openid(UUID payer) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT openid FROM (
                  SELECT openid, added_at FROM member_further_openid WHERE member_id = $1
                  UNION ALL
                  SELECT openid, created_at FROM member WHERE id = $1 AND openid IS NOT NULL) known
                ORDER BY added_at DESC LIMIT 1""",
                row -> row.text("openid"),
                payer));
  }
}
