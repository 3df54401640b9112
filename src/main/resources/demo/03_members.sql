-- Members, by nickname alone. How much one buys decides to which tier one rises.

CREATE TEMP TABLE demo_member ON COMMIT DROP AS
SELECT m.*,
       CASE shopper WHEN 'OFTEN' THEN pg_temp.demo_dice('orders' || number, 33, 37)
                    WHEN 'REGULARLY' THEN pg_temp.demo_dice('orders' || number, 13, 17)
                    WHEN 'RARELY' THEN pg_temp.demo_dice('orders' || number, 1, 6)
                    ELSE 0 END AS orders,
       -- Points last for a year, to the end of the month: earlier ones would be gone by now.
       CASE WHEN shopper IN ('OFTEN', 'REGULARLY') THEN oldest_day
            WHEN shopper = 'RARELY' THEN -pg_temp.demo_dice('joined' || number, 60, 340)
            ELSE -pg_temp.demo_dice('joined' || number, 1, 45) END AS joined_day
FROM (
  SELECT place::integer AS number, pg_temp.demo_brand_id('member/' || place, place) AS id, nickname,
         CASE WHEN place % 20 = 1 THEN 'OFTEN' WHEN place % 20 IN (2, 6, 10, 14) THEN 'REGULARLY'
              WHEN place % 4 = 0 THEN 'NEVER' ELSE 'RARELY' END AS shopper,
         (SELECT id FROM demo_store WHERE demo_store.place = 1 + list.place % 3) AS store_id
  FROM demo_content, jsonb_array_elements_text(nicknames) WITH ORDINALITY AS list (nickname, place)
) m, (
  SELECT (date_trunc('month', today) - interval '12 months')::date - today AS oldest_day FROM demo_moment
) history;

INSERT INTO member (id, openid, nickname, gender, birthday, city, home_store_id, invite_code,
  first_channel, first_scene, inviter_id, created_at, last_login_at)
SELECT m.id, 'demo-openid-' || number, nickname,
       (ARRAY ['FEMALE', 'FEMALE', 'MALE', 'UNDISCLOSED', NULL])[pg_temp.demo_dice('gender' || number, 1, 5)],
       CASE WHEN number % 3 <> 0
            THEN date '1975-01-01' + pg_temp.demo_dice('birthday' || number, 0, 11000) END,
       CASE WHEN number % 4 <> 3 THEN s.city END, m.store_id, upper(left(md5('invite' || number), 12)),
       channel, CASE channel WHEN 'STORE_QR' THEN '收银台立牌' WHEN 'VIDEO_CHANNEL' THEN '直播间' END,
       -- Whoever was invited came after the first member.
       CASE channel WHEN 'REFERRAL' THEN pg_temp.demo_brand_id('member/1', 1) END,
       pg_temp.demo_at(joined_day, '08:00') + pg_temp.demo_dice('minute' || number, 0, 700) * interval '1 minute',
       pg_temp.demo_at(CASE shopper WHEN 'RARELY' THEN -pg_temp.demo_dice('login' || number, 1, 50) ELSE -1 END, '21:40')
FROM demo_member m JOIN demo_store s ON s.id = m.store_id,
     LATERAL (SELECT CASE WHEN shopper IN ('RARELY', 'NEVER') AND number % 5 = 3 THEN 'REFERRAL'
       ELSE (ARRAY ['STORE_QR', 'STORE_QR', 'OFFICIAL_ACCOUNT', 'XIAOHONGSHU', 'VIDEO_CHANNEL', 'ORGANIC', 'AD'])
            [pg_temp.demo_dice('channel' || number, 1, 7)] END AS channel) first_touch;
