package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are read by the names of their fields, and lead nowhere else. */
class WeComDocumentTest {

  @Test
  void fields_are_read_by_name_and_inner_ones_by_both_names() {
    WeComDocument document =
        WeComDocument.of(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- as the console shows it -->
            <xml><MsgType><![CDATA[event]]></MsgType><JoinScene>1</JoinScene><Empty></Empty>
            <Text>a &amp; b &lt;c&gt; &#26792;</Text>
            <MemChangeList><Item>Jack</Item><Item><![CDATA[ Rose ]]></Item></MemChangeList></xml>""");

    assertThat(document.isJson()).isFalse();
    assertThat(document.text("MsgType")).contains("event");
    assertThat(document.text("JoinScene")).contains("1");
    assertThat(document.text("Empty")).isEmpty();
    assertThat(document.text("Text")).contains("a & b <c> 梨");
    assertThat(document.texts("MemChangeList/Item")).containsExactly("Jack", "Rose");
    assertThat(document.text("xml")).isEmpty();
  }

  @Test
  void json_is_read_in_the_same_way() {
    WeComDocument document =
        WeComDocument.of(
            "{\"from\":{\"userid\":\"Jack\"},\"n\":7,\"no\":null,\"l\":[\"a\",\"b\"]}");

    assertThat(document.isJson()).isTrue();
    assertThat(document.text("from/userid")).contains("Jack");
    assertThat(document.text("n")).contains("7");
    assertThat(document.text("no")).isEmpty();
    assertThat(document.texts("l")).containsExactly("a", "b");
  }

  @Test
  void no_file_is_read_and_no_entity_replaced(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "the secret");
    for (String declaration :
        new String[] {
          "<!DOCTYPE xml [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri()),
          "<!DOCTYPE xml SYSTEM \"%s\">".formatted(secret.toUri()),
          "<!DOCTYPE xml [<!ENTITY %% e SYSTEM \"%s\"> %%e;]>".formatted(secret.toUri()),
          "<!DOCTYPE xml [<!ENTITY e \"eeeeeeeeee\"><!ENTITY f \"&e;&e;&e;&e;\">]>",
          "<!DOCTYPE xml>",
        }) {
      assertMalformed(declaration + "<xml><A>a</A></xml>");
      assertMalformed(declaration + "<xml><A>&e;</A></xml>");
      assertMalformed(declaration + "<xml><A>&f;</A></xml>");
    }
    assertMalformed("<xml><A>&e;</A></xml>");
    assertMalformed("<?xml-stylesheet href=\"%s\"?><xml/>".formatted(secret.toUri()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "text",
        "<xml>",
        "<xml><A></xml>",
        "<xml></xml><xml></xml>",
        "<xml>\u0000</xml>",
        "{",
        "{\"a\":}",
        "[1]",
        "\"a\"",
        "\uFEFF<xml"
      })
  void what_is_no_document_is_refused(String text) {
    assertMalformed(text);
  }

  @Test
  void a_document_is_neither_deep_nor_endless() {
    assertMalformed("<a>".repeat(60) + "</a>".repeat(60));
    assertMalformed("{\"a\":".repeat(60) + "1" + "}".repeat(60));
    assertMalformed("<xml>" + "<a/>".repeat(4_001) + "</xml>");
    assertMalformed("{\"a\":[" + "1,".repeat(4_001) + "1]}");
  }

  private static void assertMalformed(String text) {
    assertThatThrownBy(() -> WeComDocument.of(text))
        .as(text)
        .isInstanceOfSatisfying(
            WeComRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(WeComRefused.Reason.MALFORMED));
  }
}
