CREATE TABLE `status_changes` (
	`ordinal` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`status_before` text,
	`status_after` text,
	`expected_on` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `trust_statements` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`facts` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);
