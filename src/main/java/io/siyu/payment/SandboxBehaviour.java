package io.siyu.payment;

import java.util.List;

/**
 * How the sandbox behaves towards one trade. What WeChat's notices do on their way is said by the
 * seconds after which each arrives: none is a lost one, two a doubled one, many a late one, and a
 * refund's that is faster than the payment's comes first.
 *
 * @param notices seconds after the payment at which it is told, at most {@value #MAX_NOTICES}
 * @param takenFen what the gateway takes instead of what was asked; null for just that
 * @param refundAnswer what becomes of refunds
 * @param refundSeconds how long refunds are PROCESSING before; null when they are settled at once
 * @param refundNotices seconds after its settlement at which a refund is told
 */
public record SandboxBehaviour(
    List<Integer> notices,
    Long takenFen,
    SandboxRefundAnswer refundAnswer,
    Integer refundSeconds,
    List<Integer> refundNotices) {

  /** The most that go out of one payment or refund. */
  public static final int MAX_NOTICES = 5;

  /** The latest that something happens: a day. */
  public static final int MAX_SECONDS = 86_400;

  /** Tells at once, and gives back at once. */
  static final SandboxBehaviour PROMPT = telling(List.of(0));

  /** Every notice gets lost. */
  static final SandboxBehaviour SILENT = telling(List.of());

  public SandboxBehaviour {
    notices = List.copyOf(notices);
    refundNotices = List.copyOf(refundNotices);
  }

  /** As asked for, with notices at these seconds after the payment. */
  public static SandboxBehaviour telling(List<Integer> notices) {
    return new SandboxBehaviour(notices, null, SandboxRefundAnswer.SUCCESS, null, List.of());
  }

  boolean tellsAtOnce() {
    return notices.contains(0);
  }
}
