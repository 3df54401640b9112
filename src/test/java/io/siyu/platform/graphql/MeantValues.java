package io.siyu.platform.graphql;

import java.util.Set;

/** What looks bad but has a meaning where it stands; everything else must be refused. */
final class MeantValues {

  private static final Set<String> MEANT =
      Set.of(
          // Filters: nothing is found.
          "query auditLog operatorId = nobody's",
          "query orders filter.memberId = nobody's",
          "query orders filter.storeId = nobody's",
          "query orders filter.createdFrom = far future",
          "query orders filter.createdFrom = far past",
          "query orders filter.createdBefore = far future",
          "query orders filter.createdBefore = far past",
          "query chains communityId = nobody's",
          "query viewer.chainEntries chainId = nobody's",
          "query chainsForOperator communityId = nobody's",
          "query chainsForOperator replicatedFrom = nobody's",
          "query members filter.tierId = nobody's",
          "query referralSignals memberId = nobody's",
          "query memberInvites memberId = nobody's",
          "query members filter.custodianId = nobody's",
          "query communities storeId = nobody's",
          // Staff see any member.
          "query member id = someone else's",
          "query referralSignals memberId = someone else's",
          "query memberInvites memberId = someone else's",
          // Zero points are none; a quote takes more than the limit as the limit.
          "query quoteOrder input.points = zero",
          "query quoteOrder input.points = most",
          "mutation createOrder input.points = zero",
          // Staff take points as well as give them.
          "mutation adjustPoints input.points = negative",
          // Members who left are told apart, and earn nothing.
          "mutation importChatMessages input.messages.*.memberId = nobody's",
          "mutation importCommunityMembers input.changes.*.memberId = nobody's",
          // A price is any amount that the API can show.
          "mutation createFlashSale input.items.*.flashPrice = most",
          "mutation saveProduct input.skus.*.priceFen = most",
          "mutation saveProduct input.skus.*.priceFen = zero",
          "mutation saveProduct input.skus.*.memberPriceFen = zero",
          // None comes to the stock and none goes.
          "mutation saveProduct input.skus.*.stockChange = zero",
          // In the sandbox money is taken as it pleases, and told of at once, late or never.
          "mutation sandboxPay input.takenAmount = most",
          "mutation sandboxPay input.noticesAfterSeconds = number",
          "mutation sandboxPay input.noticesAfterSeconds.* = zero",
          "mutation sandboxPay input.refundSeconds = zero",
          "mutation sandboxPay input.refundNoticesAfterSeconds = number",
          "mutation sandboxPay input.refundNoticesAfterSeconds.* = zero",
          // Tells which of the ids were dead messages: none.
          "mutation retryOutbox input.messageIds.* = nobody's");

  /** The same in the rules of segments, saved or not: what nobody has, and nothing at most. */
  private static final Set<String> MEANT_IN_RULES =
      Set.of(
          "rule.tierIds.* = nobody's",
          "rule.homeStoreIds.* = nobody's",
          "rule.communities.ids.* = nobody's",
          "rule.spend.atMostFen = zero",
          "rule.orders.atMost = zero",
          "rule.lastOrder.atMost = zero",
          "rule.lastActive.atMost = zero");

  private MeantValues() {}

  /**
   * @param what the field, the place in its arguments and the kind of value
   */
  static boolean include(String what) {
    return MEANT.contains(what) || MEANT_IN_RULES.stream().anyMatch(what::endsWith);
  }
}
