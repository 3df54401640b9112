package io.siyu.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What WeCom sends, by the names of its fields: apps get XML, robots JSON. A field within another
 * has both names, as in {@code MemChangeList/Item}.
 */
final class WeComDocument {

  private static final int DEEPEST = 8;
  private static final int MOST_FIELDS = 4_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean json;
  private final Map<String, List<String>> fields = new HashMap<>();
  private int count;

  private WeComDocument(boolean json) {
    this.json = json;
  }

  /**
   * @throws WeComRefused MALFORMED, also where a document declares a type or entities
   */
  static WeComDocument of(String text) {
    String stripped = text.strip();
    WeComDocument document = new WeComDocument(stripped.startsWith("{"));
    try {
      if (document.json) {
        document.add("", JSON.readTree(stripped), 0);
      } else {
        document.readXml(stripped);
      }
      return document;
    } catch (JsonProcessingException | XMLStreamException malformed) {
      throw malformed();
    } catch (WeComRefused refused) {
      throw refused;
    } catch (RuntimeException malformed) {
      // The parser's, where it cannot even say what is wrong.
      throw malformed();
    }
  }

  boolean isJson() {
    return json;
  }

  /** The first value of that name, unless it is blank. */
  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  /** All values of that name that are not blank. */
  List<String> texts(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private void add(String path, JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw malformed();
    }
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  add(
                      path.isEmpty() ? field.getKey() : path + "/" + field.getKey(),
                      field.getValue(),
                      depth + 1));
    } else if (node.isArray()) {
      node.forEach(item -> add(path, item, depth + 1));
    } else if (!node.isNull()) {
      put(path, node.asText());
    }
  }

  private void readXml(String text) throws XMLStreamException {
    XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
    try {
      Deque<String> path = new ArrayDeque<>();
      StringBuilder value = new StringBuilder();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            enter(path, reader.getLocalName());
            value.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              value.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            put(path.removeLast(), value.toString());
            value.setLength(0);
          }
          case XMLStreamConstants.DTD,
              XMLStreamConstants.ENTITY_REFERENCE,
              XMLStreamConstants.ENTITY_DECLARATION,
              XMLStreamConstants.PROCESSING_INSTRUCTION ->
              throw malformed();
          default -> {
            // Comments and space between elements.
          }
        }
      }
    } finally {
      reader.close();
    }
  }

  /** The outermost element has no part in the names of the others. */
  private static void enter(Deque<String> path, String name) {
    if (path.size() > DEEPEST) {
      throw malformed();
    }
    String outer = path.isEmpty() ? null : path.getLast();
    path.addLast(outer == null ? "" : outer.isEmpty() ? name : outer + "/" + name);
  }

  private void put(String name, String value) {
    if (++count > MOST_FIELDS) {
      throw malformed();
    }
    fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
  }

  /** The JDK's own, by name and not by look-up; nothing outside of the text is ever read. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("Nothing is read from outside.");
        });
    return factory;
  }

  private static WeComRefused malformed() {
    return new WeComRefused(WeComRefused.Reason.MALFORMED);
  }

  /** Hides what somebody wrote. */
  @Override
  public String toString() {
    return "WeComDocument[hidden]";
  }
}
