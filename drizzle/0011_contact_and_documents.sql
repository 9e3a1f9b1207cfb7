CREATE TABLE `nda_acceptances` (
	`id` text PRIMARY KEY NOT NULL,
	`nda_id` text NOT NULL,
	`request_id` text,
	`address_hash` text NOT NULL,
	`domain` text NOT NULL,
	`signer` text,
	`accepted_at` integer NOT NULL,
	`document_ids` text NOT NULL,
	`source` text NOT NULL,
	`note` text,
	`ended_at` integer,
	FOREIGN KEY (`nda_id`) REFERENCES `ndas`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `nda_acceptances_request` ON `nda_acceptances` (`request_id`,`nda_id`) WHERE request_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `nda_acceptances_address` ON `nda_acceptances` (`address_hash`,`nda_id`);--> statement-breakpoint
CREATE INDEX `nda_acceptances_domain` ON `nda_acceptances` (`domain`,`nda_id`);--> statement-breakpoint
CREATE TABLE `access_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`treatment` text NOT NULL,
	`note` text,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `access_items` (
	`request_id` text NOT NULL,
	`document_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`request_id`, `document_id`),
	FOREIGN KEY (`request_id`) REFERENCES `access_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `access_items_document` ON `access_items` (`document_id`,`request_id`);--> statement-breakpoint
CREATE TABLE `access_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `access_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `access_messages_case` ON `access_messages` (`request_id`,`id`);--> statement-breakpoint
CREATE TABLE `access_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`received_at` integer NOT NULL,
	`requester` text,
	`domain` text NOT NULL,
	`address_hash` text NOT NULL,
	`language` text NOT NULL,
	`subscription_id` text,
	`customer_id` text,
	`looks_automated` integer DEFAULT false NOT NULL,
	`verified_at` integer,
	`waiting_since` integer,
	`decided_by` text,
	`ended_at` integer,
	`link_version` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_requests_reference_unique` ON `access_requests` (`reference`);--> statement-breakpoint
CREATE INDEX `access_requests_received` ON `access_requests` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `access_requests_state` ON `access_requests` (`state`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `access_requests_address` ON `access_requests` (`address_hash`);--> statement-breakpoint
CREATE INDEX `access_requests_customer` ON `access_requests` (`customer_id`,`id`);--> statement-breakpoint
CREATE TABLE `access_settings` (
	`key` text PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `access_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `access_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_tokens_secret_hash_unique` ON `access_tokens` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `access_tokens_request` ON `access_tokens` (`request_id`);--> statement-breakpoint
CREATE TABLE `download_links` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `access_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `download_links_request` ON `download_links` (`request_id`);--> statement-breakpoint
CREATE TABLE `download_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `download_sessions_secret_hash_unique` ON `download_sessions` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `download_sessions_request` ON `download_sessions` (`request_id`);--> statement-breakpoint
CREATE INDEX `download_sessions_end` ON `download_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `downloads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`grant_id` text NOT NULL,
	`number` integer NOT NULL,
	`edition_id` text NOT NULL,
	`at` integer NOT NULL,
	`via` text NOT NULL,
	`token_id` text,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`state` text NOT NULL,
	`ended_at` integer,
	`client_address` text,
	FOREIGN KEY (`grant_id`) REFERENCES `access_grants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `downloads_number` ON `downloads` (`grant_id`,`number`);--> statement-breakpoint
CREATE INDEX `downloads_at` ON `downloads` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `downloads_hash` ON `downloads` (`sha256`);--> statement-breakpoint
CREATE INDEX `downloads_address` ON `downloads` (`at`) WHERE client_address IS NOT NULL;--> statement-breakpoint
CREATE TABLE `access_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`request_id` text NOT NULL,
	`document_id` text NOT NULL,
	`edition_id` text NOT NULL,
	`address_hash` text NOT NULL,
	`acceptance_id` text,
	`starts_at` integer NOT NULL,
	`until` integer NOT NULL,
	`most_downloads` integer NOT NULL,
	`downloads` integer DEFAULT 0 NOT NULL,
	`allows_token` integer DEFAULT false NOT NULL,
	`revoked_at` integer,
	`ended_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `access_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_grants_reference_unique` ON `access_grants` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `access_grants_open` ON `access_grants` (`request_id`,`edition_id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `access_grants_request` ON `access_grants` (`request_id`);--> statement-breakpoint
CREATE INDEX `access_grants_edition` ON `access_grants` (`edition_id`,`id`);--> statement-breakpoint
CREATE INDEX `access_grants_until` ON `access_grants` (`until`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `ndas` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`sha256` text NOT NULL,
	`scope` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ndas_number` ON `ndas` (`name`,`number`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_slug_unique` ON `documents` (`slug`);--> statement-breakpoint
CREATE TABLE `document_editions` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`facts` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`pages` integer,
	`is_unprotected_when_marked` integer DEFAULT false NOT NULL,
	`uploaded_at` integer NOT NULL,
	`issued_at` integer,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_editions_number` ON `document_editions` (`document_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_editions_issued` ON `document_editions` (`document_id`) WHERE state = 'issued';--> statement-breakpoint
CREATE INDEX `document_editions_hash` ON `document_editions` (`sha256`);--> statement-breakpoint
CREATE TABLE `inquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`topic` text NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`received_at` integer NOT NULL,
	`person` text,
	`address_hash` text,
	`language` text NOT NULL,
	`subscription_id` text,
	`customer_id` text,
	`assignee` text,
	`access_request_id` text,
	`looks_automated` integer DEFAULT false NOT NULL,
	`confirmed_at` integer,
	`ended_at` integer,
	`link_version` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inquiries_reference_unique` ON `inquiries` (`reference`);--> statement-breakpoint
CREATE INDEX `inquiries_received` ON `inquiries` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `inquiries_state` ON `inquiries` (`state`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `inquiries_address` ON `inquiries` (`address_hash`);--> statement-breakpoint
CREATE TABLE `inquiry_attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`inquiry_id` text NOT NULL,
	`message_id` integer NOT NULL,
	`name` text,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`inquiry_id`) REFERENCES `inquiries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_attachments_case` ON `inquiry_attachments` (`inquiry_id`,`message_id`);--> statement-breakpoint
CREATE TABLE `inquiry_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inquiry_id` text NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`staff_key_id` text,
	`text` text NOT NULL,
	FOREIGN KEY (`inquiry_id`) REFERENCES `inquiries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_messages_case` ON `inquiry_messages` (`inquiry_id`,`id`);