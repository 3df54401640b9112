package io.siyu.platform.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The committed contract is the generated one. After a deliberate change, {@code ./mvnw test
 * -Dtest=ContractTest -Dsiyu.contract=update} writes the schema and appends new documents to the
 * manifest; review the difference.
 */
@QuarkusTest
class ContractTest {

  private static final Path SCHEMA = Path.of("graphql", "schema.graphql");
  private static final Path MANIFEST = Path.of("graphql", "trusted-documents.json");
  private static final boolean UPDATE = "update".equals(System.getProperty("siyu.contract"));

  @Inject GraphQLSchema schema;

  @Test
  void the_committed_schema_is_the_generated_one() throws IOException {
    String generated =
        given().get("/graphql/schema.graphql").then().extract().asString().strip() + "\n";
    if (UPDATE) {
      Files.writeString(SCHEMA, generated);
    }
    assertThat(Files.readString(SCHEMA)).isEqualTo(generated);
  }

  @Test
  void every_document_of_the_clients_is_in_the_manifest() throws IOException {
    if (UPDATE) {
      append();
    }
    Set<String> shipped =
        entries(Files.readString(MANIFEST)).stream()
            .map(entry -> entry.getString("sha256"))
            .collect(Collectors.toSet());

    for (String name : Documents.names()) {
      assertThat(shipped).as(name).contains(TrustedDocuments.hash(Documents.text(name)));
    }
  }

  @Test
  void the_manifest_only_grows() throws Exception {
    List<JsonObject> entries = entries(Files.readString(MANIFEST));
    for (int i = 0; i < entries.size(); i++) {
      JsonObject entry = entries.get(i);
      assertThat(entry.getInteger("n")).as("numbers without a gap").isEqualTo(i + 1);
      assertThat(entry.getString("sha256"))
          .isEqualTo(TrustedDocuments.hash(entry.getString("text")));
    }

    Set<String> present =
        entries.stream().map(entry -> entry.getString("sha256")).collect(Collectors.toSet());
    assertThat(present).containsAll(everShipped());
  }

  @Test
  void everything_in_the_schema_is_described() {
    Set<String> missing = new TreeSet<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      if (!type.getName().startsWith("__")) {
        collectUndescribed(type, missing);
      }
    }
    assertThat(missing).as("schema elements without a description").isEmpty();
  }

  @Test
  void mutations_take_one_input_and_answer_with_user_errors() {
    for (GraphQLFieldDefinition mutation : schema.getMutationType().getFieldDefinitions()) {
      assertThat(mutation.getArguments())
          .as(mutation.getName())
          .hasSizeLessThanOrEqualTo(1)
          .allMatch(argument -> argument.getName().equals("input"));
      if (mutation.getType() instanceof GraphQLObjectType payload) {
        assertThat(payload.getFieldDefinition("userErrors")).as(mutation.getName()).isNotNull();
      }
    }
  }

  private static void collectUndescribed(GraphQLNamedType type, Set<String> missing) {
    boolean root = Set.of("Query", "Mutation", "Subscription").contains(type.getName());
    if (type instanceof GraphQLObjectType object) {
      note(root ? "root" : object.getDescription(), type.getName(), missing);
      for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
        String name = type.getName() + "." + field.getName();
        note(field.getDescription(), name, missing);
        for (GraphQLArgument argument : field.getArguments()) {
          note(argument.getDescription(), name + "(" + argument.getName() + ")", missing);
        }
      }
    } else if (type instanceof GraphQLInputObjectType input) {
      note(input.getDescription(), type.getName(), missing);
      input
          .getFieldDefinitions()
          .forEach(
              field ->
                  note(field.getDescription(), type.getName() + "." + field.getName(), missing));
    } else if (type instanceof GraphQLEnumType enumeration) {
      note(enumeration.getDescription(), type.getName(), missing);
      enumeration
          .getValues()
          .forEach(
              value ->
                  note(value.getDescription(), type.getName() + "." + value.getName(), missing));
    }
  }

  private static void note(String description, String name, Set<String> missing) {
    if (description == null || description.isBlank()) {
      missing.add(name);
    }
  }

  private static List<JsonObject> entries(String manifest) {
    JsonArray array = new JsonArray(manifest);
    List<JsonObject> entries = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      entries.add(array.getJsonObject(i));
    }
    return entries;
  }

  private static void append() throws IOException {
    List<JsonObject> entries =
        Files.exists(MANIFEST) ? entries(Files.readString(MANIFEST)) : new ArrayList<>();
    Set<String> known =
        entries.stream().map(entry -> entry.getString("sha256")).collect(Collectors.toSet());
    for (String name : Documents.names()) {
      String text = Documents.text(name).strip();
      if (known.add(TrustedDocuments.hash(text))) {
        entries.add(
            new JsonObject()
                .put("n", entries.size() + 1)
                .put("sha256", TrustedDocuments.hash(text))
                .put("text", text));
      }
    }
    Files.writeString(MANIFEST, new JsonArray(entries).encodePrettily() + "\n");
  }

  /**
   * Every hash that any commit of the main line ever had, as far as this checkout knows its
   * history.
   */
  private static Set<String> everShipped() throws Exception {
    if (!Files.exists(Path.of(".git"))) {
      return Set.of();
    }
    Process log =
        new ProcessBuilder("git", "log", "-p", "--format=", "--", MANIFEST.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(log.getInputStream().readAllBytes());
    log.waitFor();
    return text.lines()
        .filter(line -> line.startsWith("+") && line.contains("\"sha256\""))
        .map(line -> line.replaceAll(".*\"sha256\"\\s*:\\s*\"([0-9a-f]{64})\".*", "$1"))
        .collect(Collectors.toSet());
  }
}
