ALTER TABLE refund
  -- When the gateway was last about to be asked for it; null before.
  ADD COLUMN asked_at    timestamptz,
  -- When staff had it asked for once more; null before.
  ADD COLUMN retried_at  timestamptz;
