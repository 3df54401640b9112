package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.PayerAccounts;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberPayerAccountsTest {

  @Inject PayerAccounts payers;
  @Inject Rows rows;

  @Test
  void a_member_pays_from_the_account_that_was_added_last_and_a_stranger_from_none() {
    UUID member = Ids.next();
    Instant begin = Instant.now().minusSeconds(60);
    rows.update(
        "INSERT INTO member (id, openid, first_channel, created_at, last_login_at)"
            + " VALUES ($1, $2, 'ORGANIC', $3, $3)",
        member,
        "first-" + member,
        begin);
    assertThat(Rows.await(payers.openid(member))).isEqualTo("first-" + member);

    rows.update(
        "INSERT INTO member_further_openid (openid, member_id, added_at) VALUES ($1, $2, $3)",
        "further-" + member,
        member,
        begin.plusSeconds(30));

    assertThat(Rows.await(payers.openid(member))).isEqualTo("further-" + member);
    assertThat(Rows.await(payers.openid(Ids.next()))).isNull();
  }
}
