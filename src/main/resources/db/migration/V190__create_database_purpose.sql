-- Whether real members are in here, or this is a try: decided by whoever works with the database first.
CREATE TABLE database_purpose (
  only_row  boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
  purpose   text     NOT NULL CHECK (purpose IN ('PRODUCTION', 'TRIAL'))
);
