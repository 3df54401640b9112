package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What members see and change of their own records. */
@ApplicationScoped
public class MemberProfiles {

  private final Database database;
  private final Sql sql;
  private final MemberStates states;
  private final ProfileCompletion completion;
  private final BrandCalendar calendar;
  private final List<HomeStores> homeStores;

  MemberProfiles(
      Database database,
      Sql sql,
      MemberStates states,
      ProfileCompletion completion,
      BrandCalendar calendar,
      @All List<HomeStores> homeStores) {
    this.database = database;
    this.sql = sql;
    this.states = states;
    this.completion = completion;
    this.calendar = calendar;
    this.homeStores = homeStores;
  }

  /**
   * @throws RequestFailure UNAUTHENTICATED when the account is blocked or deleted: the token is
   *     still good, its owner is not
   */
  Uni<MemberState> present(UUID member) {
    return database
        .read(() -> states.find(member))
        .onItem()
        .transform(state -> state == null || !state.active() ? null : state)
        .onItem()
        .ifNull()
        .failWith(MemberProfiles::closed);
  }

  /**
   * Changes what the input names, in one statement, so that two devices do not overwrite each
   * other's fields.
   *
   * @throws InvalidInput when a field breaks its rule
   * @throws RequestFailure NOT_FOUND when there is no such store
   */
  Uni<MemberState> update(UUID member, UpdateProfileInput input) {
    ProfileChange change = ProfileChange.of(input, calendar.today());
    return database.transaction(
        () ->
            requireStore(change.homeStore())
                .chain(() -> write(member, change))
                .invoke(
                    rows -> {
                      if (rows == 0) {
                        throw closed();
                      }
                    })
                .chain(() -> states.find(member))
                .call(completion::notice));
  }

  private Uni<Void> requireStore(UUID store) {
    if (store == null) {
      return Uni.createFrom().voidItem();
    }
    Uni<Boolean> known = Uni.createFrom().item(false);
    for (HomeStores stores : homeStores) {
      known = known.chain(yes -> yes ? Uni.createFrom().item(true) : stores.exists(store));
    }
    return known
        .invoke(
            yes -> {
              if (!yes) {
                throw RequestFailure.notFound("Store");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> write(UUID member, ProfileChange change) {
    return sql.update(
        """
        UPDATE member SET
          nickname = CASE WHEN 'NICKNAME' = ANY($8) THEN NULL ELSE coalesce($2, nickname) END,
          avatar_url = CASE WHEN 'AVATAR_URL' = ANY($8) THEN NULL ELSE coalesce($3, avatar_url) END,
          phone = CASE WHEN 'PHONE' = ANY($8) THEN NULL ELSE phone END,
          birthday = CASE WHEN 'BIRTHDAY' = ANY($8) THEN NULL ELSE coalesce($4, birthday) END,
          gender = CASE WHEN 'GENDER' = ANY($8) THEN NULL ELSE coalesce($5, gender) END,
          city = CASE WHEN 'CITY' = ANY($8) THEN NULL ELSE coalesce($6, city) END,
          home_store_id =
            CASE WHEN 'HOME_STORE_ID' = ANY($8) THEN NULL ELSE coalesce($7, home_store_id) END
        WHERE id = $1 AND status = 'ACTIVE'""",
        member,
        change.nickname(),
        change.avatarUrl(),
        change.birthday(),
        change.gender(),
        change.city(),
        change.homeStore(),
        change.clear().stream().map(ProfileField::name).toArray(String[]::new));
  }

  private static RequestFailure closed() {
    return RequestFailure.unauthenticated("The account is closed.");
  }
}
