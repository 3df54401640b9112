package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every document that was ever shipped to a client, by its SHA-256. A client may send the hash
 * instead of the text, as {@code documentId: "sha256:…"} or {@code
 * extensions.persistedQuery.sha256Hash}. In production nothing else is answered; the manifest only
 * grows, because old mini-programs stay in the field.
 */
@ApplicationScoped
public class TrustedDocuments {

  private static final String MANIFEST = "/graphql/trusted-documents.json";
  private static final String ID_PREFIX = "sha256:";

  private final GraphQLLimits limits;
  private final Map<String, String> textByHash;

  TrustedDocuments(GraphQLLimits limits) {
    this.limits = limits;
    this.textByHash = read();
  }

  /**
   * Identifies a document: SHA-256 of its text without the white space around it, in hexadecimal.
   */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.strip().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /**
   * @return the document's text
   * @throws RequestFailure BAD_INPUT when there is none, or it is unknown where only trusted ones
   *     run
   */
  String resolve(JsonObject input) {
    String hash = requestedHash(input);
    if (input.get("query") instanceof JsonString query && !query.getString().isBlank()) {
      if (limits.trustedDocumentsOnly() && !textByHash.containsKey(hash(query.getString()))) {
        throw unknown();
      }
      return query.getString();
    }
    if (hash == null) {
      throw new RequestFailure(
          ErrorCategory.BAD_INPUT, "The request has no GraphQL document in `query`.");
    }
    String text = textByHash.get(hash);
    if (text == null) {
      throw unknown();
    }
    return text;
  }

  private static String requestedHash(JsonObject input) {
    if (input.get("documentId") instanceof JsonString id && id.getString().startsWith(ID_PREFIX)) {
      return id.getString().substring(ID_PREFIX.length());
    }
    if (input.get("extensions") instanceof JsonObject extensions
        && extensions.get("persistedQuery") instanceof JsonObject persisted
        && persisted.get("sha256Hash") instanceof JsonString hash) {
      return hash.getString();
    }
    return null;
  }

  private static RequestFailure unknown() {
    return new RequestFailure(
        ErrorCategory.BAD_INPUT, "This document is not one of the shipped ones.");
  }

  private static Map<String, String> read() {
    try (InputStream stream = TrustedDocuments.class.getResourceAsStream(MANIFEST)) {
      Map<String, String> documents = new LinkedHashMap<>();
      if (stream != null) {
        JsonArray manifest =
            new JsonArray(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        for (int i = 0; i < manifest.size(); i++) {
          String text = manifest.getJsonObject(i).getString("text");
          documents.put(manifest.getJsonObject(i).getString("sha256"), text);
        }
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
