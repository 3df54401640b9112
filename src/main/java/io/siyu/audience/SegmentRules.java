package io.siyu.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Rules as they are stored: in the words in which they were written. */
@ApplicationScoped
class SegmentRules {

  private static final String FIELD = "rule";

  private final ObjectMapper json;

  SegmentRules(ObjectMapper json) {
    this.json = json;
  }

  String write(SegmentRuleInput input) {
    try {
      return json.writeValueAsString(input);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The rule cannot be stored as JSON.", e);
    }
  }

  SegmentRule read(String stored) {
    try {
      return RuleReading.read(json.readValue(stored, SegmentRuleInput.class), FIELD);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored rule cannot be read.", e);
    }
  }
}
