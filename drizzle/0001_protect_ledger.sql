-- The ledger is append-only: history is corrected by a new event, never by editing an old one.
CREATE TRIGGER `events_are_never_changed` BEFORE UPDATE ON `events` BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;--> statement-breakpoint
CREATE TRIGGER `events_are_never_removed` BEFORE DELETE ON `events` BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
