CREATE TABLE `contact_corrections` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` text NOT NULL,
	`subscription_id` text,
	`at` integer NOT NULL,
	`said` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_corrections_customer` ON `contact_corrections` (`customer_id`);--> statement-breakpoint
CREATE TABLE `contract_profiles` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`terms` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_contacts` (
	`customer_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`customer_id`, `subscription_id`),
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `customer_contacts_subscription` ON `customer_contacts` (`subscription_id`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`reference` text,
	`services` text NOT NULL,
	`regions` text NOT NULL,
	`profile` text NOT NULL,
	`overrides` text NOT NULL,
	`agreement_from` text NOT NULL,
	`agreement_until` text,
	`post_termination_days` integer NOT NULL,
	`link_version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL,
	`erased_at` integer,
	FOREIGN KEY (`profile`) REFERENCES `contract_profiles`(`slug`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_reference` ON `customers` (`reference`) WHERE reference IS NOT NULL;--> statement-breakpoint
CREATE INDEX `customers_profile` ON `customers` (`profile`);--> statement-breakpoint
CREATE INDEX `customers_agreement` ON `customers` (`agreement_until`);--> statement-breakpoint
CREATE TABLE `notice_texts` (
	`hash` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`blocks` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`change_id` integer NOT NULL,
	`round` integer NOT NULL,
	`customer_id` text NOT NULL,
	`seq` integer NOT NULL,
	`announced_at` integer NOT NULL,
	`planned_effective_on` text NOT NULL,
	`terms` text NOT NULL,
	`texts` text NOT NULL,
	`acknowledged` text,
	`state` text NOT NULL,
	`clock` text,
	`objection_ends_on` text,
	`earliest_effect_on` text,
	`outcome` text,
	`closed_at` integer,
	`approved` text,
	`effective_at` integer,
	`hold` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`change_id`, `round`, `customer_id`)
);
--> statement-breakpoint
CREATE INDEX `notices_customer` ON `notices` (`customer_id`,`change_id`);--> statement-breakpoint
CREATE INDEX `notices_seq` ON `notices` (`seq`,`customer_id`);--> statement-breakpoint
CREATE INDEX `notices_open` ON `notices` (`change_id`,`customer_id`) WHERE state <> 'ended' AND (effective_at IS NULL OR closed_at IS NULL);--> statement-breakpoint
CREATE TABLE `objection_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`objection_id` text NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`reference` text,
	FOREIGN KEY (`objection_id`) REFERENCES `objections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `objection_messages_reference_unique` ON `objection_messages` (`reference`);--> statement-breakpoint
CREATE INDEX `objection_messages_case` ON `objection_messages` (`objection_id`,`id`);--> statement-breakpoint
CREATE TABLE `objections` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`change_id` integer NOT NULL,
	`customer_id` text,
	`state` text NOT NULL,
	`resolution` text,
	`is_late` integer NOT NULL,
	`received_at` integer NOT NULL,
	`source` text NOT NULL,
	`ground` text NOT NULL,
	`statement` text,
	`request` text,
	`objector` text,
	`address_hash` text,
	`language` text NOT NULL,
	`subscription_id` text,
	`confirmed_at` integer,
	`termination_until` text,
	`ended_at` integer,
	`link_version` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `objections_reference_unique` ON `objections` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `objections_case` ON `objections` (`change_id`,`address_hash`) WHERE address_hash IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `objections_change` ON `objections` (`change_id`,`id`);--> statement-breakpoint
CREATE INDEX `objections_customer` ON `objections` (`customer_id`,`change_id`);--> statement-breakpoint
CREATE INDEX `objections_received` ON `objections` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `objections_termination` ON `objections` (`termination_until`) WHERE state = 'termination-right-open';--> statement-breakpoint
DROP INDEX `change_steps_version`;--> statement-breakpoint
ALTER TABLE `change_steps` ADD `detail` text;--> statement-breakpoint
CREATE UNIQUE INDEX `change_steps_version` ON `change_steps` (`list_version`) WHERE name NOT IN ('objection-closing', 'objection-closed');--> statement-breakpoint
ALTER TABLE `changes` ADD `objection_ends_on` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `closing_told_at` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `window_closed_at` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `emergency` text;--> statement-breakpoint
ALTER TABLE `changes` ADD `supersedes` integer;--> statement-breakpoint
ALTER TABLE `changes` ADD `round` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `changes_window` ON `changes` (`objection_ends_on`) WHERE objection_ends_on IS NOT NULL AND window_closed_at IS NULL;--> statement-breakpoint
ALTER TABLE `batches` ADD `emergency` text;--> statement-breakpoint
ALTER TABLE `batches` ADD `supersedes` integer;--> statement-breakpoint
ALTER TABLE `batches` ADD `editors` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `batches` ADD `approval` text;