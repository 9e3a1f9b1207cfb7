CREATE TABLE `data_copies` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`secret_hash` text,
	`session_ends_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_copies_secret_hash_unique` ON `data_copies` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `data_copies_request` ON `data_copies` (`request_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `personal_data_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`act` text NOT NULL,
	`started_at` integer NOT NULL,
	`started_by` text NOT NULL,
	`finished_at` integer,
	`place` text NOT NULL,
	`findings` text NOT NULL,
	`matter` text,
	`lease` text,
	`lease_until` integer
);
--> statement-breakpoint
CREATE INDEX `personal_data_runs_request` ON `personal_data_runs` (`request_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `personal_data_runs_open` ON `personal_data_runs` (`request_id`) WHERE finished_at IS NULL;--> statement-breakpoint
CREATE TABLE `subject_addresses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`address` text NOT NULL,
	`address_hash` text NOT NULL,
	`proof` text NOT NULL,
	`added_by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subject_addresses_request` ON `subject_addresses` (`request_id`,`address_hash`);--> statement-breakpoint
CREATE INDEX `subject_addresses_hash` ON `subject_addresses` (`address_hash`,`id`);--> statement-breakpoint
CREATE TABLE `restrictions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`address_hash` text NOT NULL,
	`kind` text NOT NULL,
	`request_id` text NOT NULL,
	`set_by` text NOT NULL,
	`since` integer NOT NULL,
	`lifts_at` integer,
	`lifted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `restrictions_in_force` ON `restrictions` (`address_hash`,`kind`,`request_id`) WHERE lifted_at IS NULL;--> statement-breakpoint
CREATE INDEX `restrictions_request` ON `restrictions` (`request_id`);--> statement-breakpoint
CREATE INDEX `restrictions_lifting` ON `restrictions` (`lifts_at`) WHERE lifts_at IS NOT NULL AND lifted_at IS NULL;--> statement-breakpoint
DROP INDEX `nda_acceptances_address`;--> statement-breakpoint
CREATE INDEX `nda_acceptances_address` ON `nda_acceptances` (`address_hash`,`id`);--> statement-breakpoint
DROP INDEX `access_requests_address`;--> statement-breakpoint
CREATE INDEX `access_requests_address` ON `access_requests` (`address_hash`,`id`);