package io.siyu.order;

import java.time.Instant;
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
        Boolean refundRefused,
    @Description("Only those with a request for a refund that waits (待处理售后); false unless given.")
        Boolean refundRequested,
    @Id @Description("Only those to be picked up at this store.") String storeId,
    @Description("Only those created then or later.") Instant createdFrom,
    @Description("Only those created before.") Instant createdBefore) {}
