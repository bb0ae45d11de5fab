import type { Migration } from "./migration.ts";

/**
 * The desk. Of each visit of a referral: where the loop stands, as events that are only ever added to. Of each letter and each
 * person whom it goes to: a dispatch, and what was done with it. The state in `dispatches` is what its events amount to.
 */
export const migration: Migration = {
  version: 10,
  name: "desk",
  up(sqlite) {
    sqlite.exec(`
CREATE TABLE referral_events (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  referral_id TEXT NOT NULL REFERENCES referrals (id),
  evaluation_id TEXT NOT NULL REFERENCES evaluations (id),
  state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'declined', 'scheduled', 'seen',
    'interimSent', 'outcomeSent', 'acknowledged', 'cancelled', 'noShow')),
  on_date TEXT,
  reason TEXT,
  letter_id TEXT REFERENCES letters (id),
  account_id TEXT REFERENCES accounts (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX referral_events_by_evaluation ON referral_events (evaluation_id, number);

CREATE TRIGGER referral_events_refuse_update BEFORE UPDATE ON referral_events
BEGIN SELECT RAISE(ABORT, 'what happened to a referral is only ever added to'); END;
CREATE TRIGGER referral_events_refuse_delete BEFORE DELETE ON referral_events
BEGIN SELECT RAISE(ABORT, 'what happened to a referral is only ever added to'); END;

INSERT INTO referral_events (referral_id, evaluation_id, state, on_date, account_id, at)
SELECT referrals.id, evaluations.id,
  CASE WHEN evaluations.amends_letter_id IS NOT NULL THEN 'seen'
    WHEN evaluations.follows_evaluation_id IS NOT NULL THEN 'scheduled' ELSE 'received' END,
  CASE WHEN coalesce(evaluations.amends_letter_id, evaluations.follows_evaluation_id) IS NULL THEN referrals.date
    ELSE evaluations.visit_date END,
  evaluations.owner_account_id, evaluations.created_at
FROM evaluations JOIN referrals ON referrals.id = evaluations.referral_id
ORDER BY evaluations.created_at, evaluations.id;

CREATE TRIGGER evaluations_begin_loop AFTER INSERT ON evaluations
BEGIN
  INSERT INTO referral_events (referral_id, evaluation_id, state, on_date, account_id, at)
  SELECT NEW.referral_id, NEW.id,
    CASE WHEN NEW.amends_letter_id IS NOT NULL THEN 'seen'
      WHEN NEW.follows_evaluation_id IS NOT NULL THEN 'scheduled' ELSE 'received' END,
    CASE WHEN coalesce(NEW.amends_letter_id, NEW.follows_evaluation_id) IS NULL THEN referrals.date
      ELSE NEW.visit_date END,
    NEW.owner_account_id, NEW.created_at
  FROM referrals WHERE referrals.id = NEW.referral_id;
END;

CREATE TABLE dispatches (
  id TEXT PRIMARY KEY,
  letter_id TEXT NOT NULL REFERENCES letters (id),
  copy_id TEXT REFERENCES letter_copies (id),
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  recipient TEXT NOT NULL,
  recipient_key TEXT NOT NULL,
  is_carbon_copy INTEGER NOT NULL CHECK (is_carbon_copy IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('toPrint', 'toSend', 'awaitingAcknowledgement', 'closed', 'void')),
  due_on TEXT,
  method TEXT,
  printed_at TEXT,
  sent_at TEXT,
  acknowledged_at TEXT,
  attempts INTEGER NOT NULL,
  problem TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX dispatches_by_letter ON dispatches (letter_id, coalesce(copy_id, ''));
CREATE INDEX dispatches_by_state ON dispatches (state, due_on);

CREATE TABLE dispatch_events (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  dispatch_id TEXT NOT NULL REFERENCES dispatches (id),
  event TEXT NOT NULL CHECK (event IN ('printed', 'reprinted', 'sent', 'failed', 'acknowledged', 'voided')),
  happened_at TEXT NOT NULL,
  method TEXT,
  person TEXT,
  words TEXT,
  attempt INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX dispatch_events_by_dispatch ON dispatch_events (dispatch_id, number);

CREATE TRIGGER dispatch_events_refuse_update BEFORE UPDATE ON dispatch_events
BEGIN SELECT RAISE(ABORT, 'the send log is only ever added to'); END;
CREATE TRIGGER dispatch_events_refuse_delete BEFORE DELETE ON dispatch_events
BEGIN SELECT RAISE(ABORT, 'the send log is only ever added to'); END;
`);
  },
};
