-- Invite codes of records that were merged into a member's: friends who have one come to that member.
CREATE TABLE member_further_invite_code (
  invite_code  text        PRIMARY KEY,
  member_id    uuid        NOT NULL REFERENCES member (id),
  added_at     timestamptz NOT NULL
);
CREATE INDEX member_further_invite_code_of_member ON member_further_invite_code (member_id);

-- Whom a code leads to, whichever of a member's codes it is.
CREATE VIEW invite_code_owner AS
  SELECT invite_code, id AS member_id FROM member
  UNION ALL
  SELECT invite_code, member_id FROM member_further_invite_code;
