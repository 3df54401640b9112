-- The phone number that WeChat verified, in E.164. Families share one, so it is not unique.
ALTER TABLE member ADD COLUMN phone text CHECK (phone ~ '^\+[1-9][0-9]{4,14}$');
CREATE INDEX member_phone ON member (phone) WHERE phone IS NOT NULL;
