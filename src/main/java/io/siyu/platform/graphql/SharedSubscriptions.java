package io.siyu.platform.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import io.quarkus.arc.All;
import io.siyu.kernel.RequestFailure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Runs subscriptions that tell everybody the same once for all who watch: thousands of watchers
 * cost one execution and one text per event, and each of them only its place in a list.
 */
@ApplicationScoped
class SharedSubscriptions {

  private static final int REMEMBERED = 1_000;

  private final Set<String> fields;
  private final TrustedDocuments documents;
  private final DocumentGuard guard;
  private final SocketMeters meters;
  private final ErrorShaping shaping;
  private final StreamTime time;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final Map<String, SharedStream> streams = new ConcurrentHashMap<>();

  SharedSubscriptions(
      @All List<SharedSubscription> shared,
      TrustedDocuments documents,
      DocumentGuard guard,
      SocketMeters meters,
      ErrorShaping shaping,
      Vertx vertx) {
    this.fields = shared.stream().map(SharedSubscription::field).collect(Collectors.toSet());
    this.documents = documents;
    this.guard = guard;
    this.meters = meters;
    this.shaping = shaping;
    this.time = StreamTime.of(vertx);
  }

  /** What is no such subscription, or not even a request, is told so by an execution of its own. */
  boolean isShared(JsonObject payload) {
    try {
      String text = documents.resolve(payload);
      if (fields.stream().noneMatch(text::contains)) {
        return false;
      }
      String hash = TrustedDocuments.hash(text);
      Boolean shared = known.get(hash);
      if (shared == null) {
        shared = isShared(guard.parse(text));
        if (known.size() < REMEMBERED) {
          known.put(hash, shared);
        }
      }
      return shared;
    } catch (RequestFailure notARequest) {
      return false;
    }
  }

  private boolean isShared(Document document) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    return operations.size() == 1
        && operations.get(0).getOperation() == OperationDefinition.Operation.SUBSCRIPTION
        && operations.get(0).getSelectionSet().getSelections().size() == 1
        && operations.get(0).getSelectionSet().getSelections().get(0) instanceof Field field
        && fields.contains(field.getName());
  }

  /**
   * The watcher is told how it stands now, then of every event, until it leaves or is told the end.
   *
   * @return how to leave
   */
  Runnable join(
      JsonObject payload, SharedStream.Execution execution, SharedStream.Watcher watcher) {
    String key = payload.toString();
    while (true) {
      SharedStream stream =
          streams.computeIfAbsent(
              key,
              ignored ->
                  new SharedStream(meters, shaping, time, over -> streams.remove(key, over)));
      if (stream.join(watcher, execution)) {
        return () -> stream.leave(watcher);
      }
      streams.remove(key, stream);
    }
  }
}
