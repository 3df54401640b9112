package io.siyu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.CsvReader;
import io.siyu.testing.Properties;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void a_line_has_cells_and_an_end() {
    assertThat(Csv.line("西湖店", 3, null, List.of(1, 2), Arrays.asList(null, "x")))
        .isEqualTo("西湖店,3,,1,2,,x\r\n");
  }

  @Test
  void what_would_break_a_cell_is_quoted() {
    assertThat(Csv.line("a,b", "say \"hi\"", "two\nlines", "return\rit"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"return\rit\"\r\n");
  }

  @Test
  void nothing_that_somebody_wrote_becomes_a_formula() {
    assertThat(Csv.line("=1+1", "+86138", "-1", "@a", "\t=1", "＝1", "＋1", "－1", "＠a"))
        .isEqualTo("'=1+1,'+86138,'-1,'@a,'\t=1,'＝1,'＋1,'－1,'＠a\r\n");
    assertThat(Csv.line("=HYPERLINK(\"https://example.com\",\"a\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"https://example.com\"\",\"\"a\"\")\"\r\n");
    assertThat(Csv.line(-1, "a=b")).as("numbers are ours").isEqualTo("-1,a=b\r\n");
  }

  @Test
  void nothing_that_somebody_wrote_becomes_another_number_or_a_date() {
    assertThat(Csv.line("0042", "057188886666", "3-4", "2026/11/26", "1e5", "1.50", "123456789012"))
        .isEqualTo("'0042,'057188886666,'3-4,'2026/11/26,'1e5,'1.50,'123456789012\r\n");
    assertThat(Csv.line("13800000042", "0571-88886666", "400-820-8820", "0", "3号楼", 42))
        .isEqualTo("13800000042,0571-88886666,400-820-8820,0,3号楼,42\r\n");
  }

  @Test
  void whatever_is_written_is_read_again() {
    Arbitrary<String> cell =
        Arbitraries.strings()
            .withChars(",\"\r\n' ;=ab好👍🏽")
            .ofMaxLength(8)
            .map(text -> "x" + text);
    Properties.forAll(
        cell.list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(4),
        200,
        lines -> {
          StringBuilder csv = new StringBuilder(Csv.BYTE_ORDER_MARK);
          lines.forEach(line -> csv.append(Csv.line(line)));
          assertThat(CsvReader.read(csv.toString())).isEqualTo(lines);
        });
  }
}
