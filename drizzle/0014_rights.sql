CREATE TABLE `rights_figures` (
	`year` integer PRIMARY KEY NOT NULL,
	`figures` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rights_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`reference` text,
	FOREIGN KEY (`request_id`) REFERENCES `rights_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rights_messages_reference_unique` ON `rights_messages` (`reference`);--> statement-breakpoint
CREATE INDEX `rights_messages_case` ON `rights_messages` (`request_id`,`id`);--> statement-breakpoint
CREATE TABLE `rights_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`law` text NOT NULL,
	`who` text NOT NULL,
	`relation` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`controller` text NOT NULL,
	`received_at` integer NOT NULL,
	`year` integer NOT NULL,
	`days` text NOT NULL,
	`items` text NOT NULL,
	`next_due_on` text,
	`awaited_since` text,
	`identity` text NOT NULL,
	`authority` text NOT NULL,
	`person` text,
	`agent` text,
	`details` text,
	`address_hash` text,
	`agent_hash` text,
	`sameness` text,
	`language` text NOT NULL,
	`subscription_id` text,
	`agent_subscription_id` text,
	`customer_id` text,
	`looks_automated` integer DEFAULT false NOT NULL,
	`confirmed_at` integer,
	`decided_at` integer,
	`decided_by` text,
	`appealed_at` integer,
	`ended_at` integer,
	`link_version` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rights_requests_reference_unique` ON `rights_requests` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `rights_requests_same` ON `rights_requests` (`sameness`) WHERE sameness IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `rights_requests_due` ON `rights_requests` (`next_due_on`,`id`);--> statement-breakpoint
CREATE INDEX `rights_requests_received` ON `rights_requests` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `rights_requests_year` ON `rights_requests` (`year`,`law`);--> statement-breakpoint
CREATE INDEX `rights_requests_address` ON `rights_requests` (`address_hash`);--> statement-breakpoint
CREATE INDEX `rights_requests_awaited` ON `rights_requests` (`awaited_since`) WHERE awaited_since IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `rights_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`version` integer NOT NULL
);
