/**
 * What every feature stands on: database lane, events, jobs, outbox, idempotency, Redis, security,
 * GraphQL conventions.
 */
package io.siyu.platform;
