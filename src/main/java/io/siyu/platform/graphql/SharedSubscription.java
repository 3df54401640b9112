package io.siyu.platform.graphql;

/**
 * Declares that a subscription tells everybody the same, whoever asks: then one execution serves
 * all who watch the same with the same document on this replica.
 */
public interface SharedSubscription {

  /** The subscription's field in the schema; open to everybody, and the caller plays no part. */
  String field();
}
