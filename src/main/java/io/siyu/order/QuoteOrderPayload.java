package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code quoteOrder} answers. */
@Type("QuoteOrderPayload")
@Name("QuoteOrderPayload")
@Description("The price of a basket, or why it has none.")
public record QuoteOrderPayload(
    @Description("The price; null when it was refused.") OrderQuoteView quote,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static QuoteOrderPayload of(OrderQuotes.Quote quote) {
    return new QuoteOrderPayload(OrderQuoteView.of(quote), List.of());
  }

  static QuoteOrderPayload refused(Refusal refusal) {
    return new QuoteOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
