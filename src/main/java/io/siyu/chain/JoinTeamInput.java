package io.siyu.chain;

import io.siyu.order.DeliveryInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code joinTeam} needs. */
@Input("JoinTeamInput")
@Description("An entry of a team buy (拼团). Coupons and points cannot be used.")
public record JoinTeamInput(
    @NonNull @Id @Description("The team buy.") String chainId,
    @Id @Description("The team to join (参团); one is opened (开团) unless given.") String teamId,
    @Description(
            "What becomes of the payment when the team has no seat left by then; REFUND unless given.")
        WhenFull whenFull,
    @NonNull @Description("The goods: 1–20 items of the team buy, each named once.")
        List<JoinChainInput.@NonNull Line> items,
    @Description(
            "How the goods reach the member; may be left out where the team buy has one pick-up store.")
        DeliveryInput delivery,
    @Description("Shown to everybody beside the nickname (备注), at most 200 characters.")
        String note,
    @NonNull
        @Id
        @Description(
            "Made by the client for this entry, 1–64 characters: repeating the request with it"
                + " gives the same entry (幂等键).")
        String idempotencyKey) {}
