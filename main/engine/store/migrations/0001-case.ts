/** The whole of a case, version 1. Times are microseconds since 1970 UTC; rung and plane are positions in the lists of shared/. */
export const sql = `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An imported file, byte for byte, kept as originals/<sha256>.
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  sha512 TEXT NOT NULL CHECK (length(sha512) = 128),
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  source_path TEXT NOT NULL,
  modified_at INTEGER,
  imported_at INTEGER NOT NULL
) STRICT;

-- One stream of records: a file, or a member of an archive (member = its path inside, else empty).
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  member TEXT NOT NULL,
  label TEXT NOT NULL,
  container TEXT NOT NULL,
  encoding TEXT NOT NULL,
  framing TEXT NOT NULL,
  reader TEXT,
  reader_version TEXT,
  state TEXT NOT NULL CHECK (state IN ('reading', 'done', 'unrecognised', 'failed')),
  bytes INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  with_events INTEGER NOT NULL DEFAULT 0,
  with_facts INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,
  last_at INTEGER,
  imported_at INTEGER NOT NULL,
  UNIQUE (original_id, member),
  CHECK (state <> 'done' OR records = with_events + with_facts + skipped)
) STRICT;

-- A record that gave nothing (lost = 1), or a remark on one that did (lost = 0).
CREATE TABLE skipped (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES item (id),
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  lost INTEGER NOT NULL CHECK (lost IN (0, 1)),
  code TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX skipped_item ON skipped (item_id, byte_offset);

-- The dictionary: every repeated string once.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE identity (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  provider TEXT NOT NULL,
  realm TEXT NOT NULL,
  name TEXT NOT NULL,
  display TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- key: 'kind:identifier' or a fingerprint 'fp1:kind:...'; never a secret.
CREATE TABLE credential (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  display TEXT NOT NULL,
  lifetime TEXT NOT NULL CHECK (lifetime IN ('static', 'ephemeral', 'unknown')),
  attributes TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE resource (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  display TEXT NOT NULL
) STRICT;

-- What the records of many events say alike, as JSON; null stands for a value that each event has for itself (event.ids).
CREATE TABLE context (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL CHECK (length(digest) = 16),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX context_digest ON context (digest);

-- term_id columns name rows of term. They are not declared as references: each would be looked up once more for every event,
-- a fifth of the time of an import, and only the import writes here, with ids it has just looked up.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  time_text_id INTEGER,
  action_id INTEGER NOT NULL,
  plane INTEGER NOT NULL,
  rung INTEGER NOT NULL CHECK (rung BETWEEN 0 AND 4),
  basis_id INTEGER NOT NULL,
  identity_id INTEGER NOT NULL,
  principal_id INTEGER NOT NULL,
  credential_id INTEGER,
  resource_id INTEGER,
  resource_count INTEGER NOT NULL,
  ip_id INTEGER,
  origin_id INTEGER,
  user_agent_id INTEGER,
  realm_id INTEGER NOT NULL,
  -- 'reader:id'; the same id counts once (vendor_seen).
  vendor_id TEXT,
  -- A JSON object; with a context, a JSON array of the values that stand as null there, in their order (true: the vendor id).
  ids TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  context_id INTEGER
) STRICT;
-- Each row of an index ends with the id of its event. Each but these two holds the rung, so that counts by rung and histograms are read from the index alone.
CREATE INDEX event_at ON event (at);
CREATE INDEX event_identity ON event (identity_id, at, id, rung);
CREATE INDEX event_credential ON event (credential_id, at, id, rung);
CREATE INDEX event_rung ON event (rung, at);
CREATE INDEX event_plane ON event (plane, at, id, rung);
CREATE INDEX event_action ON event (action_id, at, id, rung);
CREATE INDEX event_ip ON event (ip_id, at, id, rung) WHERE ip_id IS NOT NULL;
CREATE INDEX event_item ON event (item_id, byte_offset);

-- Hashes (32 bits each, little endian) of the vendor ids of events first_event, first_event + 1 and so on; 0 for none. An
-- import reads them into memory: an index on random ids would be written all over with every batch.
CREATE TABLE vendor_seen (
  first_event INTEGER PRIMARY KEY,
  hashes BLOB NOT NULL
) STRICT;

-- The second and later resources of an event.
CREATE TABLE event_resource (
  event_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  resource_id INTEGER NOT NULL,
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_resource_back ON event_resource (resource_id, event_id);
CREATE INDEX event_resource_first ON event (resource_id, at, id, rung);

-- Further places of the same event (duplicates, joined records).
CREATE TABLE event_place (
  event_id INTEGER NOT NULL REFERENCES event (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  PRIMARY KEY (event_id, item_id, byte_offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential_fact (
  id INTEGER PRIMARY KEY,
  credential_id INTEGER NOT NULL REFERENCES credential (id),
  what TEXT NOT NULL,
  at INTEGER,
  detail TEXT NOT NULL,
  event_id INTEGER REFERENCES event (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL
) STRICT;
CREATE INDEX credential_fact_credential ON credential_fact (credential_id, what, at);

-- identity held credential. 'used' rows are derived from events; 'asserted' rows carry a person's rationale.
CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  identity_id INTEGER NOT NULL REFERENCES identity (id),
  credential_id INTEGER NOT NULL REFERENCES credential (id),
  basis TEXT NOT NULL CHECK (basis IN ('issued', 'used', 'inventory', 'exposed', 'asserted')),
  via_credential_id INTEGER REFERENCES credential (id),
  from_at INTEGER,
  to_at INTEGER,
  event_id INTEGER REFERENCES event (id),
  item_id INTEGER REFERENCES item (id),
  record_index INTEGER,
  byte_offset INTEGER,
  byte_length INTEGER,
  rationale TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  entered_at INTEGER,
  CHECK (basis <> 'asserted' OR (rationale <> '' AND author <> ''))
) STRICT;
CREATE INDEX holding_identity ON holding (identity_id, credential_id);
CREATE INDEX holding_credential ON holding (credential_id, identity_id);

CREATE TABLE derivation (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL,
  at INTEGER NOT NULL,
  parent_identity_id INTEGER REFERENCES identity (id),
  parent_credential_id INTEGER REFERENCES credential (id),
  child_credential_id INTEGER NOT NULL REFERENCES credential (id),
  child_identity_id INTEGER REFERENCES identity (id),
  event_id INTEGER REFERENCES event (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL
) STRICT;
CREATE INDEX derivation_parent ON derivation (parent_credential_id);
CREATE INDEX derivation_parent_identity ON derivation (parent_identity_id);
CREATE INDEX derivation_child ON derivation (child_credential_id);

-- Sessions of the identity issued before issued_before are dead from at on.
CREATE TABLE session_revocation (
  id INTEGER PRIMARY KEY,
  identity_id INTEGER NOT NULL REFERENCES identity (id),
  issued_before INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event_id INTEGER REFERENCES event (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  record_index INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  byte_length INTEGER NOT NULL
) STRICT;

-- Derived from event after every import; can always be rebuilt.
CREATE TABLE touch (
  identity_id INTEGER NOT NULL,
  credential_id INTEGER NOT NULL DEFAULT 0,
  plane INTEGER NOT NULL,
  resource_id INTEGER NOT NULL DEFAULT 0,
  action_id INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (identity_id, credential_id, plane, resource_id, action_id)
) STRICT, WITHOUT ROWID;

-- Derived from event when a file has been read: what each source wrote in each hour since 1970, by the kind of log that the record names.
CREATE TABLE coverage_hour (
  item_id INTEGER NOT NULL REFERENCES item (id),
  realm_id INTEGER NOT NULL REFERENCES term (id),
  hour INTEGER NOT NULL,
  log_type TEXT NOT NULL,
  events INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (item_id, realm_id, hour, log_type)
) STRICT, WITHOUT ROWID;

-- Entered by a person. A moved or withdrawn milestone stays as a row with replaced_by or withdrawn_at.
CREATE TABLE milestone (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  identity_id INTEGER REFERENCES identity (id),
  credential_id INTEGER REFERENCES credential (id),
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  replaced_by INTEGER REFERENCES milestone (id),
  withdrawn_at INTEGER,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('events', 'credential', 'holding')),
  target_label TEXT NOT NULL,
  credential_id INTEGER REFERENCES credential (id),
  identity_id INTEGER REFERENCES identity (id),
  determination TEXT NOT NULL,
  confidence TEXT NOT NULL,
  rationale TEXT NOT NULL CHECK (rationale <> ''),
  tags TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  supersedes INTEGER REFERENCES assessment (id)
) STRICT;
CREATE TABLE assessment_event (
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  event_id INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (event_id, assessment_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER assessment_kept BEFORE DELETE ON assessment BEGIN SELECT RAISE(ABORT, 'assessments are never deleted'); END;
CREATE TRIGGER assessment_fixed BEFORE UPDATE ON assessment BEGIN SELECT RAISE(ABORT, 'assessments are never changed'); END;
CREATE TRIGGER assessment_new BEFORE INSERT ON assessment
  WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM assessment) BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;
CREATE TRIGGER assessment_event_kept BEFORE DELETE ON assessment_event BEGIN SELECT RAISE(ABORT, 'assessments are never deleted'); END;
CREATE TRIGGER assessment_event_fixed BEFORE UPDATE ON assessment_event BEGIN SELECT RAISE(ABORT, 'assessments are never changed'); END;
CREATE TRIGGER assessment_event_new BEFORE INSERT ON assessment_event
  WHEN NEW.assessment_id <> (SELECT max(id) FROM assessment) BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;
CREATE TRIGGER milestone_kept BEFORE DELETE ON milestone BEGIN SELECT RAISE(ABORT, 'milestones are never deleted'); END;
CREATE TRIGGER milestone_fixed BEFORE UPDATE OF id, kind, at, identity_id, credential_id, note, author, entered_at ON milestone
  BEGIN SELECT RAISE(ABORT, 'milestones are entered anew, never changed'); END;
CREATE TRIGGER holding_asserted_kept BEFORE DELETE ON holding WHEN OLD.basis = 'asserted' BEGIN SELECT RAISE(ABORT, 'asserted holdings are never deleted'); END;
CREATE TRIGGER holding_asserted_fixed BEFORE UPDATE ON holding WHEN OLD.basis = 'asserted' BEGIN SELECT RAISE(ABORT, 'asserted holdings are never changed'); END;

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  body TEXT NOT NULL
) STRICT;
CREATE TRIGGER custody_kept BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is never cut'); END;
CREATE TRIGGER custody_fixed BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;
CREATE TRIGGER custody_new BEFORE INSERT ON custody
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM custody) BEGIN SELECT RAISE(ABORT, 'the custody log is only added to'); END;

-- A point of the log known outside the case: an exported bundle.
CREATE TABLE anchor (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE bundle (
  number INTEGER PRIMARY KEY,
  folder TEXT NOT NULL,
  at INTEGER NOT NULL,
  signer TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
`;
