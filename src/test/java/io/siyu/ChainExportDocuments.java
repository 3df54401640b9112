package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** Sends the documents by which staff look at chain-buys and pack them. */
final class ChainExportDocuments {

  private final ClientDocuments documents;

  ChainExportDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  void staffReads(String chain) {
    documents.run("chainsForOperator", Map.of("first", 5, "title", "荔枝"));
    documents.run("chainForOperator", Map.of("id", chain, "first", 5));
    for (String kind : new String[] {"PICKING", "PACKING"}) {
      Map<String, Object> wanted = new HashMap<>(Map.of("chainId", chain, "kind", kind));
      wanted.put("includePaid", true);
      assertThat(documents.run("chainExport", wanted).text("chainExport.csv")).contains("件数");
    }
  }
}
