-- RFM (recency, frequency, monetary value): runs that compute it, what they measure, and what came of it.

CREATE TABLE rfm_run (
  id                uuid        PRIMARY KEY,
  -- First day of the month whose run this is; null for one that was asked for.
  month             date        CONSTRAINT rfm_run_once_a_month UNIQUE CHECK (extract(day FROM month) = 1),
  window_days       integer     NOT NULL CHECK (window_days BETWEEN 1 AND 730),
  state             text        NOT NULL DEFAULT 'REQUESTED' CHECK (state IN (
                                  'REQUESTED', 'MEASURING', 'CLASSIFYING', 'CLEARING', 'DONE')),
  -- Last day of the window; fixed by the first step, so that a run that is resumed later measures the same.
  as_of             date,
  -- The last member that the step under way has come to.
  position          uuid,
  -- Values at 20, 40, 60 and 80 percent.
  recency_cuts      date[]      CHECK (cardinality(recency_cuts) = 4),
  frequency_cuts    integer[]   CHECK (cardinality(frequency_cuts) = 4),
  monetary_cuts     bigint[]    CHECK (cardinality(monetary_cuts) = 4),
  classified_count  integer     NOT NULL DEFAULT 0 CHECK (classified_count >= 0),
  requested_at      timestamptz NOT NULL,
  finished_at       timestamptz,
  CHECK ((state = 'DONE') = (finished_at IS NOT NULL)),
  CHECK ((state = 'REQUESTED') = (as_of IS NULL))
);
CREATE UNIQUE INDEX rfm_run_one_at_a_time ON rfm_run ((true)) WHERE state <> 'DONE';
CREATE INDEX rfm_run_latest ON rfm_run (requested_at DESC);

-- What the run under way has measured and not yet classified.
CREATE TABLE rfm_measure (
  member_id      uuid     PRIMARY KEY REFERENCES member_activity (member_id),
  run_id         uuid     NOT NULL REFERENCES rfm_run (id),
  last_order_on  date     NOT NULL,
  order_count    integer  NOT NULL CHECK (order_count > 0),
  spent_fen      bigint   NOT NULL CHECK (spent_fen >= 0)
);

CREATE TABLE rfm_score (
  member_id      uuid     PRIMARY KEY REFERENCES member_activity (member_id),
  run_id         uuid     NOT NULL REFERENCES rfm_run (id),
  last_order_on  date     NOT NULL,
  order_count    integer  NOT NULL CHECK (order_count > 0),
  spent_fen      bigint   NOT NULL CHECK (spent_fen >= 0),
  recency        smallint NOT NULL CHECK (recency BETWEEN 1 AND 5),
  frequency      smallint NOT NULL CHECK (frequency BETWEEN 1 AND 5),
  monetary       smallint NOT NULL CHECK (monetary BETWEEN 1 AND 5),
  -- High is above the middle of the five, 4 and 5.
  rfm_class      text     NOT NULL GENERATED ALWAYS AS (
    CASE WHEN monetary >= 4 THEN
      CASE WHEN recency >= 4 AND frequency >= 4 THEN 'IMPORTANT_VALUE'
           WHEN recency >= 4 THEN 'IMPORTANT_DEVELOP'
           WHEN frequency >= 4 THEN 'IMPORTANT_KEEP'
           ELSE 'IMPORTANT_WIN_BACK' END
    ELSE
      CASE WHEN recency >= 4 AND frequency >= 4 THEN 'GENERAL_VALUE'
           WHEN recency >= 4 THEN 'GENERAL_DEVELOP'
           WHEN frequency >= 4 THEN 'GENERAL_KEEP'
           ELSE 'GENERAL_WIN_BACK' END
    END) STORED
);
CREATE INDEX rfm_score_class ON rfm_score (rfm_class, member_id);
