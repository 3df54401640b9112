package io.siyu.chain;

import io.siyu.catalog.SkuView;
import io.siyu.community.Community;
import io.siyu.community.Store;
import io.siyu.coupon.ClaimableCouponView;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.platform.graphql.IdType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What operators send of a chain, decoded. */
final class ChainInputs {

  static final IdType MEMBER = IdType.of("member");

  /** Far above every list's own limit: what it stops is never decoded. */
  private static final int MAX_LIST = 100;

  private ChainInputs() {}

  static NewChain newChain(CreateChainInput input) {
    List<NewChain.Item> items = new ArrayList<>();
    for (CreateChainInput.Item item : limited(input.items(), "items")) {
      String at = String.valueOf(items.size());
      items.add(
          new NewChain.Item(
              SkuView.ID.decode(item.skuId(), "input", "items", at, "skuId"),
              item.name(),
              Money.ofFen(item.chainPrice()),
              item.stock(),
              item.perMemberLimit(),
              ladder(item, at)));
    }
    return new NewChain(
        input.title(),
        input.description(),
        input.minimumUnit(),
        input.minimum(),
        input.maximum(),
        input.deadline(),
        input.delivers(),
        ids(Community.ID, input.communityIds(), "communityIds"),
        ids(Store.ID, input.pickUpStoreIds(), "pickUpStoreIds"),
        items,
        input.nicknameDisplay(),
        optional(MEMBER, input.leaderMemberId(), "leaderMemberId"),
        input.teamSize(),
        input.teamHours(),
        optional(ClaimableCouponView.ID, input.couponTemplateId(), "couponTemplateId"));
  }

  /**
   * @return null when there is none
   */
  static UUID optional(IdType type, String id, String field) {
    return id == null ? null : type.decode(id, "input", field);
  }

  private static List<LadderStep> ladder(CreateChainInput.Item item, String at) {
    return item.ladder() == null
        ? List.of()
        : limited(item.ladder(), "items", at, "ladder").stream()
            .map(step -> new LadderStep(step.threshold(), Money.ofFen(step.price())))
            .toList();
  }

  private static List<UUID> ids(IdType type, List<String> ids, String field) {
    List<UUID> decoded = new ArrayList<>();
    for (String id : limited(ids, field)) {
      decoded.add(type.decode(id, "input", field, String.valueOf(decoded.size())));
    }
    return decoded;
  }

  private static <T> List<T> limited(List<T> list, String... field) {
    if (list.size() > MAX_LIST) {
      List<String> path = new ArrayList<>(List.of(field));
      path.add(0, "input");
      throw new InvalidInput(path, "The list is too long.");
    }
    return list;
  }
}
