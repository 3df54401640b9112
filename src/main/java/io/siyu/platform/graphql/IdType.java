package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One type of opaque id: {@code chain_AZNx…} is the tag and the 22 base64url characters of the
 * UUID. A wrong type is bad input; whether the object exists, and for whom, the service says.
 */
public final class IdType {

  private static final Pattern TAG = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final int ENCODED_LENGTH = 22;

  private final String prefix;

  private IdType(String tag) {
    this.prefix = tag + "_";
  }

  /**
   * @param tag kebab-case name of the type, never changed later
   */
  public static IdType of(String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("An id tag is kebab-case.");
    }
    return new IdType(tag);
  }

  public String encode(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param field path of the argument, for the error
   * @throws RequestFailure BAD_INPUT when it is missing or not an id of this type
   */
  public UUID decode(String id, String... field) {
    if (id != null && id.startsWith(prefix) && id.length() == prefix.length() + ENCODED_LENGTH) {
      try {
        ByteBuffer bytes =
            ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.substring(prefix.length())));
        UUID uuid = new UUID(bytes.getLong(), bytes.getLong());
        // The last character carries spare bits: only one spelling of an id is accepted.
        if (encode(uuid).equals(id)) {
          return uuid;
        }
      } catch (IllegalArgumentException notBase64) {
        throw invalid(field);
      }
    }
    throw invalid(field);
  }

  private RequestFailure invalid(String... field) {
    return new RequestFailure(
        ErrorCategory.BAD_INPUT,
        String.join(".", field) + ": an id that begins with " + prefix + " is expected here.");
  }
}
