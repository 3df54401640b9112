package io.siyu.order;

import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What one step of a quote changed. */
@Type("QuoteStep")
@Name("QuoteStep")
@Description("What one step of a quote changed.")
public record QuoteStepView(
    @NonNull @Description("The step.") PricingPhase phase,
    @NonNull @Description("How much: FREIGHT adds it, every other step takes it off.")
        MoneyView amount) {}
