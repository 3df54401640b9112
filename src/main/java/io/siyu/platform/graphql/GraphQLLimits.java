package io.siyu.platform.graphql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What one request, member or address may ask for. */
@ConfigMapping(prefix = "siyu.graphql")
public interface GraphQLLimits {

  /** Bytes of a request body. */
  @WithDefault("102400")
  int maxBodyBytes();

  /** Tokens of a document. */
  @WithDefault("5000")
  int maxTokens();

  /** Nesting of fields, fragments resolved. */
  @WithDefault("12")
  int maxDepth();

  /** Fields that an answer may hold, the sizes of lists counted. */
  @WithDefault("20000")
  int maxComplexity();

  /** Aliases of a document. */
  @WithDefault("100")
  int maxAliases();

  /** Root fields of a mutation. */
  @WithDefault("5")
  int maxRootMutations();

  /** Root fields of a query. */
  @WithDefault("20")
  int maxRootQueries();

  /** Whether only shipped documents are answered (on in production). */
  @WithDefault("false")
  boolean trustedDocumentsOnly();

  /** Whether the schema can be asked for (off in production). */
  @WithDefault("true")
  boolean introspection();

  /** Fields that do not exist here, such as {@code Mutation.sandboxPay} (in production). */
  Optional<Set<String>> hiddenFields();

  /** Requests per member and window. */
  @WithDefault("600")
  int memberRateLimit();

  /** Requests per address and window; a store's guests share one address. */
  @WithDefault("3000")
  int addressRateLimit();

  /** The window of both rate limits. */
  @WithDefault("1m")
  Duration rateWindow();

  /** How long a WebSocket may stay open without being initialised. */
  @WithDefault("10s")
  Duration socketInitTimeout();

  /** Operations under way on one WebSocket. */
  @WithDefault("20")
  int maxSocketOperations();

  /** Frames from one WebSocket per window of the rate limits, pings and the like included. */
  @WithDefault("3000")
  int maxSocketMessages();

  /** Open WebSockets of one instance; each takes some 30 KB, and one file descriptor. */
  @WithDefault("10000")
  int maxSockets();

  /** Open WebSockets of one address on one instance; a store's guests share one address. */
  @WithDefault("2000")
  int maxAddressSockets();

  /**
   * How long a WebSocket may take nothing of what is sent to it before it is cut off; of each
   * subscription only the latest state waits for it meanwhile.
   */
  @WithDefault("30s")
  Duration slowSocketTimeout();
}
