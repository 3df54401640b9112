package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A line that a request asks to refund, as the API shows it. */
@Type("RefundRequestLine")
@Name("RefundRequestLine")
@Description("A line that a request asks to refund.")
public record RefundRequestLineView(
    @NonNull @Id @Description("Id of the order's line.") String lineId,
    @Description("How many of its units, 1–999.") int quantity) {}
