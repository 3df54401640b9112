-- What the other scripts share.

-- The moment of loading, as table demo_moment, and the content, as table demo_content, are made by
-- the loader before this.

-- A wall-clock time of the brand, so many days from today.
CREATE FUNCTION pg_temp.demo_at(day integer, clock text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT (today + day + clock::time) AT TIME ZONE zone FROM demo_moment
$$;

-- An id of version 7 that follows from a time and a name: sorted by time as all ids are, and the
-- same whenever the same thing is loaded.
CREATE FUNCTION pg_temp.demo_id(at timestamptz, name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
          || left(md5(name), 3) || '8' || substr(md5(name), 4, 15))::uuid
$$;

-- The id of what belongs to the brand itself, which does not depend on the day of loading.
CREATE FUNCTION pg_temp.demo_brand_id(name text, place bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.demo_id(timestamptz '2025-01-01 00:00:00Z' + place * interval '1 minute', name)
$$;

-- From low to high, by a dice that always falls alike.
CREATE FUNCTION pg_temp.demo_dice(name text, low integer, high integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT low + (('x' || left(md5(name), 7))::bit(28)::integer % (high - low + 1))
$$;

-- The tier that so much growth reaches.
CREATE FUNCTION pg_temp.demo_tier(reached numeric) RETURNS tier LANGUAGE sql STABLE AS $$
  SELECT * FROM tier WHERE growth_threshold <= reached ORDER BY level DESC LIMIT 1
$$;

-- When points end that were earned by this rule at this moment.
CREATE FUNCTION pg_temp.demo_points_end(rule text, earned timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT (date_trunc('month', (earned AT TIME ZONE zone)::date + expiry_months * interval '1 month')
          + interval '1 month') AT TIME ZONE zone
  FROM earn_rule, demo_moment WHERE code = rule
$$;
