package io.siyu.member;

import java.time.Instant;
import java.util.UUID;

/**
 * One member's tag from one source.
 *
 * @param by the operator, questionnaire or rule that set it
 * @param expiresAt null for never
 */
record TagRow(
    UUID member, String code, TagSource source, UUID by, Instant setAt, Instant expiresAt) {}
