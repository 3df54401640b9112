-- Stores of the brand and the chat groups around them.

CREATE TABLE store (
  id          uuid        PRIMARY KEY,
  name        text        NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 60),
  city        text        NOT NULL CHECK (char_length(city) BETWEEN 1 AND 30),
  address     text        NOT NULL CHECK (char_length(address) BETWEEN 1 AND 200),
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE community (
  id            uuid        PRIMARY KEY,
  kind          text        NOT NULL CHECK (kind IN ('BROADCAST', 'REFINED', 'SERVICE')),
  -- A community may stand for a city or the whole brand.
  store_id      uuid        REFERENCES store (id),
  name          text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  city          text        CHECK (char_length(city) BETWEEN 1 AND 30),
  -- Set for a flash community (快闪群).
  dissolves_at  timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX community_store ON community (store_id);
