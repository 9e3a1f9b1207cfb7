CREATE TABLE `staff_attempts` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`held` text NOT NULL,
	`tries` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_attempts_expiry` ON `staff_attempts` (`expires_at`);--> statement-breakpoint
CREATE TABLE `staff_identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `staff_identities_person` ON `staff_identities` (`person_id`);--> statement-breakpoint
CREATE TABLE `staff_kept_forms` (
	`person_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_letters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`sealed` text NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_letters_due` ON `staff_letters` (`due_at`);--> statement-breakpoint
CREATE TABLE `staff_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`label` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`is_synced` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE INDEX `staff_passkeys_person` ON `staff_passkeys` (`person_id`);--> statement-breakpoint
CREATE TABLE `staff_people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`address` text,
	`address_key` text,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`invited_at` integer NOT NULL,
	`joined_at` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_people_address_key_unique` ON `staff_people` (`address_key`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`hash` text NOT NULL,
	`method` text NOT NULL,
	`seen_from` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`proved_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_sessions_hash_unique` ON `staff_sessions` (`hash`);--> statement-breakpoint
CREATE INDEX `staff_sessions_person` ON `staff_sessions` (`person_id`);--> statement-breakpoint
CREATE INDEX `staff_sessions_last` ON `staff_sessions` (`last_at`);