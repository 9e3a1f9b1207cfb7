CREATE TABLE `change_items` (
	`change_id` integer NOT NULL,
	`position` integer NOT NULL,
	`subprocessor_id` text NOT NULL,
	`slug` text NOT NULL,
	`kind` text NOT NULL,
	`class` text NOT NULL,
	`aspects` text NOT NULL,
	`counterpart` text,
	`before` text,
	`after` text NOT NULL,
	PRIMARY KEY(`change_id`, `position`),
	FOREIGN KEY (`change_id`) REFERENCES `changes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `change_items_entry` ON `change_items` (`slug`,`change_id`);--> statement-breakpoint
CREATE INDEX `change_items_kind` ON `change_items` (`kind`,`change_id`);--> statement-breakpoint
CREATE TABLE `change_services` (
	`service` text NOT NULL,
	`change_id` integer NOT NULL,
	PRIMARY KEY(`service`, `change_id`)
);
--> statement-breakpoint
CREATE TABLE `change_steps` (
	`seq` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`change_id` integer NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`list_version` integer NOT NULL,
	FOREIGN KEY (`change_id`) REFERENCES `changes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `change_steps_change` ON `change_steps` (`change_id`);--> statement-breakpoint
CREATE TABLE `changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`class` text NOT NULL,
	`reason` text NOT NULL,
	`effective_on` text NOT NULL,
	`published_at` integer NOT NULL,
	`took_effect_at` integer
);
--> statement-breakpoint
CREATE INDEX `changes_due` ON `changes` (`took_effect_at`,`effective_on`);--> statement-breakpoint
CREATE TABLE `feed_positions` (
	`stream` text NOT NULL,
	`position` integer NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`stream`, `position`)
);
--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` integer PRIMARY KEY NOT NULL,
	`profile` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `services` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`position` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`role` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_keys_hash_unique` ON `staff_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `batch_entries` (
	`batch_id` text NOT NULL,
	`slug` text NOT NULL,
	`facts` text NOT NULL,
	`replaces` text,
	`contact_person` text,
	`version` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `slug`),
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text,
	`reason` text,
	`effective_on` text,
	`published` integer NOT NULL,
	`change_id` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `batches_created` ON `batches` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `contact_persons` (
	`subprocessor_id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`salt` text NOT NULL,
	FOREIGN KEY (`subprocessor_id`) REFERENCES `subprocessors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `subprocessors` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`state` text NOT NULL,
	`facts` text NOT NULL,
	`listed_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`last_change_id` integer NOT NULL,
	`replaces` text,
	`replaced_by` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subprocessors_slug_unique` ON `subprocessors` (`slug`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`commit_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`public` integer NOT NULL,
	CONSTRAINT "events_seq_positive" CHECK("events"."seq" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id_unique` ON `events` (`id`);--> statement-breakpoint
CREATE INDEX `events_public` ON `events` (`public`,`seq`);--> statement-breakpoint
CREATE INDEX `events_commit` ON `events` (`commit_id`);--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject`,`seq`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`commit_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`reply` text,
	PRIMARY KEY(`actor`, `key`)
);
