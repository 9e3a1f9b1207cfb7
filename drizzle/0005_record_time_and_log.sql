CREATE TABLE `entry_validity` (
	`subprocessor_id` text NOT NULL,
	`valid_from` text NOT NULL,
	`known_from` integer NOT NULL,
	`superseded_from` integer,
	`change_id` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`facts` text NOT NULL,
	PRIMARY KEY(`subprocessor_id`, `valid_from`, `known_from`)
);
--> statement-breakpoint
CREATE INDEX `entry_validity_known` ON `entry_validity` (`subprocessor_id`,`known_from`,`valid_from`);--> statement-breakpoint
CREATE INDEX `entry_validity_standing` ON `entry_validity` (`subprocessor_id`,`valid_from`) WHERE "superseded_from" IS NULL;--> statement-breakpoint
CREATE TABLE `published_entries` (
	`subprocessor_id` text NOT NULL,
	`list_version` integer NOT NULL,
	`state` text NOT NULL,
	`facts` text NOT NULL,
	`listed_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`last_change_id` integer NOT NULL,
	`replaces` text,
	`replaced_by` text,
	`pending_change_ids` text NOT NULL,
	PRIMARY KEY(`subprocessor_id`, `list_version`)
);
--> statement-breakpoint
CREATE INDEX `published_entries_version` ON `published_entries` (`list_version`);--> statement-breakpoint
CREATE TABLE `log_keys` (
	`position` integer PRIMARY KEY NOT NULL,
	`generation` integer NOT NULL,
	`origin` text NOT NULL,
	`verifier_key` text NOT NULL,
	`from_size` integer NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_leaves` (
	`leaf_index` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_leaves_seq_unique` ON `log_leaves` (`seq`);--> statement-breakpoint
CREATE TABLE `log_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`frontier` text NOT NULL,
	`checkpoint` text
);
--> statement-breakpoint
CREATE TABLE `log_tiles` (
	`level` integer NOT NULL,
	`hash_index` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`level`, `hash_index`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_steps_version` ON `change_steps` (`list_version`);--> statement-breakpoint
CREATE INDEX `change_steps_at` ON `change_steps` (`at`,`seq`);--> statement-breakpoint
CREATE INDEX `changes_effective` ON `changes` (`effective_on`,`id`);--> statement-breakpoint
CREATE INDEX `changes_claimed` ON `changes` (`claimed_at`);