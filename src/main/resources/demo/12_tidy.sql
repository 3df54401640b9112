-- Tables went with the transaction, functions stay with the connection.

DROP FUNCTION pg_temp.demo_at, pg_temp.demo_id, pg_temp.demo_brand_id, pg_temp.demo_dice, pg_temp.demo_tier, pg_temp.demo_points_end;
