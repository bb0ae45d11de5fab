import type { Migration } from "./migration.ts";

/** Everything that the first release keeps, apart from the search index. */
export const migration: Migration = {
  version: 1,
  name: "records",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE practice (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  practice_json TEXT NOT NULL CHECK (json_valid(practice_json)),
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  account_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('physician', 'staff', 'administrator')),
  signer_json TEXT NOT NULL CHECK (json_valid(signer_json)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE patients (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  given_names TEXT NOT NULL,
  family_name TEXT NOT NULL,
  date_of_birth TEXT NOT NULL,
  sex_at_birth TEXT NOT NULL,
  gender TEXT,
  mrn TEXT NOT NULL,
  phone TEXT,
  language TEXT,
  interpreter_needed INTEGER CHECK (interpreter_needed IN (0, 1)),
  name_key TEXT NOT NULL,
  mrn_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_name ON patients (name_key);
CREATE INDEX patients_by_mrn ON patients (mrn_key);
CREATE INDEX patients_by_birth ON patients (date_of_birth);

CREATE TABLE referrers (
  id TEXT PRIMARY KEY,
  given_names TEXT,
  family_name TEXT NOT NULL,
  title TEXT,
  credentials TEXT,
  specialty TEXT NOT NULL,
  specialty_other TEXT,
  practice TEXT,
  address_lines_json TEXT CHECK (json_valid(address_lines_json)),
  phone TEXT,
  fax TEXT,
  secure_address TEXT,
  npi TEXT,
  search_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX referrers_by_key ON referrers (search_key);

CREATE TABLE referrals (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  referrer_id TEXT NOT NULL REFERENCES referrers (id),
  date TEXT NOT NULL,
  identifier TEXT,
  question TEXT NOT NULL,
  urgency TEXT NOT NULL,
  primary_care_json TEXT CHECK (json_valid(primary_care_json)),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX referrals_by_patient ON referrals (patient_id);
CREATE INDEX referrals_by_referrer ON referrals (referrer_id);

CREATE TABLE evaluations (
  id TEXT PRIMARY KEY,
  referral_id TEXT NOT NULL REFERENCES referrals (id),
  visit_date TEXT NOT NULL,
  owner_account_id TEXT NOT NULL REFERENCES accounts (id),
  stage TEXT NOT NULL CHECK (stage IN
    ('referred', 'inEvaluation', 'letterToSend', 'awaitingAcknowledgement', 'closed')),
  revision INTEGER NOT NULL,
  saved_at TEXT,
  is_ready INTEGER NOT NULL CHECK (is_ready IN (0, 1)),
  has_red_flag INTEGER NOT NULL CHECK (has_red_flag IN (0, 1)),
  summary_revision INTEGER,
  summary_version TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX evaluations_by_referral ON evaluations (referral_id);
CREATE INDEX evaluations_by_stage ON evaluations (stage);

CREATE TABLE answers (
  evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
  item_id TEXT NOT NULL,
  answer_json TEXT NOT NULL CHECK (json_valid(answer_json)),
  changed_at TEXT NOT NULL,
  PRIMARY KEY (evaluation_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  letter_number TEXT NOT NULL UNIQUE,
  evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
  signed_at TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  signer_json TEXT NOT NULL CHECK (json_valid(signer_json)),
  paper TEXT NOT NULL CHECK (paper IN ('letter', 'a4')),
  incomplete_reason TEXT,
  checklist_version TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  byte_length INTEGER NOT NULL,
  evaluation_json TEXT NOT NULL CHECK (json_valid(evaluation_json)),
  document_json TEXT NOT NULL CHECK (json_valid(document_json)),
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX letters_by_evaluation ON letters (evaluation_id);

CREATE TRIGGER letters_refuse_update BEFORE UPDATE ON letters
BEGIN SELECT RAISE(ABORT, 'a signed letter is never changed'); END;
CREATE TRIGGER letters_refuse_delete BEFORE DELETE ON letters
BEGIN SELECT RAISE(ABORT, 'a signed letter is never deleted'); END;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  action TEXT NOT NULL,
  subject_id TEXT,
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json)),
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
CREATE TRIGGER audit_refuse_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
`);
  },
};
