package io.siyu.coupon;

/** What a coupon was issued for. Together with a key of the source it is issued once. */
public enum CouponSource {
  CLAIM(IssueWay.PUBLIC),
  OPERATOR(IssueWay.GRANT),
  CAMPAIGN(IssueWay.GRANT),
  JOURNEY(IssueWay.GRANT),
  BENEFIT(IssueWay.GRANT),
  POINTS(IssueWay.POINTS),
  CODE(IssueWay.CODE);

  private final IssueWay way;

  CouponSource(IssueWay way) {
    this.way = way;
  }

  /** The way that the template has to allow. */
  public IssueWay way() {
    return way;
  }
}
