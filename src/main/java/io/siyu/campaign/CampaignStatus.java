package io.siyu.campaign;

/**
 * Where a campaign stands: DRAFT → SCHEDULED → RUNNING ⇄ PAUSED → ENDED, and nothing leads back
 * from ENDED. The same pairs are a constraint of {@code campaign_transition}.
 */
public enum CampaignStatus {
  DRAFT,
  SCHEDULED,
  RUNNING,
  PAUSED,
  ENDED;

  /** Whether a campaign in this status may change to the other. */
  public boolean allows(CampaignStatus next) {
    return switch (this) {
      case DRAFT -> next == SCHEDULED;
      case SCHEDULED -> next == RUNNING || next == ENDED;
      case RUNNING -> next == PAUSED || next == ENDED;
      case PAUSED -> next == RUNNING || next == ENDED;
      case ENDED -> false;
    };
  }
}
