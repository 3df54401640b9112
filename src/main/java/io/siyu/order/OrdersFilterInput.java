package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** Which orders to list. */
@Input("OrdersFilterInput")
@Name("OrdersFilterInput")
@Description("Which orders to list; what is not given does not filter.")
public record OrdersFilterInput(
    @Description("Only those in this state.") OrderStatus status,
    @Description("Only those from here.") OrderSource source,
    @Id @Description("Only those of this member.") String memberId,
    @Description(
            "Only those with a refund that the gateway refused (退款异常), for staff to see to; false unless given.")
        Boolean refundRefused) {}
