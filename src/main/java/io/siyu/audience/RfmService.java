package io.siyu.audience;

import io.siyu.kernel.Numbers;
import io.siyu.kernel.Refusal;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Staff ask for RFM and see what came of it. */
@ApplicationScoped
class RfmService {

  static final int LONGEST_WINDOW = MemberActivity.PURCHASE_DAYS_KEPT - 1;

  private final Database database;
  private final RfmRuns runs;
  private final Audit audit;
  private final BrandCalendar calendar;
  private final AudienceConfig config;

  RfmService(
      Database database, RfmRuns runs, Audit audit, BrandCalendar calendar, AudienceConfig config) {
    this.database = database;
    this.runs = runs;
    this.audit = audit;
    this.calendar = calendar;
    this.config = config;
  }

  /**
   * Asks for a run, which a job does within a minute; joins the one under way, if there is one.
   *
   * @param windowDays null for the run under way whatever its window, else the configured window
   * @throws Refusal OTHER_RUN_UNDER_WAY with the fact {@code run}, or RUN_JUST_DONE; then nothing
   *     was asked for
   */
  Uni<RfmRun> refresh(UUID operator, Integer windowDays) {
    int days =
        windowDays == null
            ? config.rfmWindowDays()
            : Numbers.inRange(windowDays, 1, LONGEST_WINDOW, "input", "windowDays");
    return database.transaction(
        () ->
            runs.request(days, calendar.now())
                .invoke(RfmService::requireUnderWay)
                .invoke(run -> requireWindow(run, windowDays))
                .call(
                    run ->
                        audit.record(
                            operator,
                            "refreshRfm",
                            RfmRunView.ID.encode(run.id()),
                            new JsonObject().put("windowDays", run.windowDays()))));
  }

  static void requireUnderWay(RfmRun run) {
    if (run == null) {
      throw Refusal.of(
          RefreshRfmErrorCode.RUN_JUST_DONE,
          "The run that was under way is done just now, and no other was begun. Look at it, or ask"
              + " again.",
          "input");
    }
  }

  private static void requireWindow(RfmRun run, Integer wanted) {
    if (wanted != null && wanted != run.windowDays()) {
      throw Refusal.of(
              RefreshRfmErrorCode.OTHER_RUN_UNDER_WAY,
              "A run over %s days is under way. Join it, or ask again when it is done."
                  .formatted(run.windowDays()),
              "input",
              "windowDays")
          .with("run", run);
    }
  }

  Uni<RfmOverview> overview() {
    return runs.latest().chain(run -> runs.counts().map(counts -> RfmOverview.of(run, counts)));
  }
}
