ALTER TABLE member
  VALIDATE CONSTRAINT member_is_somebody,
  VALIDATE CONSTRAINT member_who_left_is_nobody;
