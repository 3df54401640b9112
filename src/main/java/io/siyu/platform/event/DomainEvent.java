package io.siyu.platform.event;

/**
 * Something that happened, for those who may lag behind. A record of simple values (it is stored as
 * JSON) with {@code @RegisterForReflection}; fields are only ever added.
 */
public interface DomainEvent {

  /** Identifies the occurrence: publishing it again changes nothing. */
  String eventKey();
}
