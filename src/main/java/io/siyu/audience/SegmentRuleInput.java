package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.member.FirstTouchChannel;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/**
 * A rule as clients write it; it is stored in the same words. Its lists may hold null as far as the
 * schema goes, because a list of non-null items would itself have to be given; {@link RuleReading}
 * refuses the null.
 */
@Input("SegmentRuleInput")
@Name("SegmentRuleInput")
@Description(
    "A rule that says which members are meant (人群规则): exactly one of the fields. Rules nest at"
        + " most 5 deep and are at most 50 together.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentRuleInput(
    @Description("Every one of these is true (且); 1–20.") List<SegmentRuleInput> all,
    @Description("At least one of these is true (或); 1–20.") List<SegmentRuleInput> any,
    @Description("Tags that the member has now, or has not.") SegmentTagInput tag,
    @Id @Description("One of these tiers is the member's; 1–20.") List<String> tierIds,
    @Description("The member came by one of these channels at first; 1–20.")
        List<FirstTouchChannel> firstChannels,
    @Id @Description("One of these stores is the member's home store; 1–20.")
        List<String> homeStoreIds,
    @Description("Communities that the member is in.") SegmentCommunitiesInput communities,
    @Description("What the member spent.") SegmentSpendInput spend,
    @Description("How often the member ordered (消费频次).") SegmentOrdersInput orders,
    @Description(
            "When the last order was paid (最近消费); a member without any is not meant, whatever the"
                + " days.")
        SegmentDaysAgoInput lastOrder,
    @Description("When the member last logged in or ordered.") SegmentDaysAgoInput lastActive,
    @Description("The member is in one of these stages; 1–6.") List<LifecycleStage> lifecycleStages,
    @Description("The member is in one of these classes of RFM; 1–8.") List<RfmClass> rfmClasses,
    @Description("The member stands out by this.") LifecycleLabel lifecycleLabel) {}
