DROP INDEX CONCURRENTLY IF EXISTS member_birthday;
CREATE INDEX CONCURRENTLY member_birthday
  ON member ((extract(month FROM birthday)::int * 100 + extract(day FROM birthday)::int)) WHERE birthday IS NOT NULL;
