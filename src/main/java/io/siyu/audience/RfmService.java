package io.siyu.audience;

import io.siyu.kernel.Numbers;
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
   * @param windowDays null for the configured window
   */
  Uni<RfmRun> refresh(UUID operator, Integer windowDays) {
    int days =
        windowDays == null
            ? config.rfmWindowDays()
            : Numbers.inRange(windowDays, 1, LONGEST_WINDOW, "input", "windowDays");
    return database.transaction(
        () ->
            runs.request(days, calendar.now())
                .call(
                    run ->
                        audit.record(
                            operator,
                            "refreshRfm",
                            RfmRunView.ID.encode(run.id()),
                            new JsonObject().put("windowDays", run.windowDays()))));
  }

  Uni<RfmOverview> overview() {
    return runs.latest().chain(run -> runs.counts().map(counts -> RfmOverview.of(run, counts)));
  }
}
