package io.siyu.member;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a member changes of the profile, checked. A null field stays as it is, unless it is to be
 * cleared.
 */
record ProfileChange(
    String nickname,
    String avatarUrl,
    LocalDate birthday,
    Gender gender,
    String city,
    UUID homeStore,
    Set<ProfileField> clear) {

  private static final int MAX_NICKNAME_LENGTH = 32;
  private static final int MAX_AVATAR_LENGTH = 500;
  private static final int MAX_CITY_LENGTH = 50;
  private static final LocalDate EARLIEST_BIRTHDAY = LocalDate.of(1900, 1, 1);

  /**
   * @throws InvalidInput when a field breaks its rule
   */
  static ProfileChange of(UpdateProfileInput input, LocalDate today) {
    if (input.clear() != null) {
      Numbers.inRange(input.clear().size(), 0, ProfileField.values().length, "input", "clear");
    }
    Set<ProfileField> clear =
        input.clear() == null || input.clear().isEmpty()
            ? EnumSet.noneOf(ProfileField.class)
            : EnumSet.copyOf(input.clear());
    ProfileChange change =
        new ProfileChange(
            Text.optionalLine(input.nickname(), MAX_NICKNAME_LENGTH, "input", "nickname"),
            avatar(Text.optionalLine(input.avatarUrl(), MAX_AVATAR_LENGTH, "input", "avatarUrl")),
            birthday(input.birthday(), today),
            input.gender(),
            Text.optionalLine(input.city(), MAX_CITY_LENGTH, "input", "city"),
            input.homeStoreId() == null
                ? null
                : MemberProfile.STORE.decode(input.homeStoreId(), "input", "homeStoreId"),
            clear);
    change.refuseContradictions();
    return change;
  }

  private void refuseContradictions() {
    Map<ProfileField, Object> values = new EnumMap<>(ProfileField.class);
    values.put(ProfileField.NICKNAME, nickname);
    values.put(ProfileField.AVATAR_URL, avatarUrl);
    values.put(ProfileField.BIRTHDAY, birthday);
    values.put(ProfileField.GENDER, gender);
    values.put(ProfileField.CITY, city);
    values.put(ProfileField.HOME_STORE_ID, homeStore);
    for (ProfileField field : clear) {
      if (values.get(field) != null) {
        throw new InvalidInput(
            List.of("input", "clear"), "A field cannot be set and cleared at once.");
      }
    }
  }

  private static String avatar(String url) {
    if (url == null) {
      return null;
    }
    try {
      URI uri = new URI(url);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException notAnAddress) {
      throw notHttps();
    }
    throw notHttps();
  }

  private static InvalidInput notHttps() {
    return new InvalidInput(
        List.of("input", "avatarUrl"), "An address that begins with https:// is expected here.");
  }

  private static LocalDate birthday(LocalDate birthday, LocalDate today) {
    if (birthday != null && (birthday.isBefore(EARLIEST_BIRTHDAY) || birthday.isAfter(today))) {
      throw new InvalidInput(
          List.of("input", "birthday"), "A birthday lies between 1900-01-01 and today.");
    }
    return birthday;
  }
}
