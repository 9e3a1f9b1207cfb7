CREATE TABLE `doomed_files` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `doomed_files_at` ON `doomed_files` (`at`);--> statement-breakpoint
CREATE TABLE `retention_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`rule` text,
	`record_id` text,
	`customer_id` text,
	`reason` text NOT NULL,
	`owner` text NOT NULL,
	`review_on` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	`lifted_at` integer,
	`lifted_for` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `retention_holds_record` ON `retention_holds` (`record_id`,`rule`) WHERE lifted_at IS NULL;--> statement-breakpoint
CREATE INDEX `retention_holds_customer` ON `retention_holds` (`customer_id`) WHERE lifted_at IS NULL;--> statement-breakpoint
CREATE INDEX `retention_holds_review` ON `retention_holds` (`review_on`,`id`);--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`day` text NOT NULL,
	`rule` text NOT NULL,
	`rule_version` integer NOT NULL,
	`is_dry` integer NOT NULL,
	`due_until` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`place` text,
	`due` integer NOT NULL,
	`purged` integer NOT NULL,
	`held` text NOT NULL,
	PRIMARY KEY(`day`, `rule`)
);
--> statement-breakpoint
CREATE INDEX `retention_runs_rule` ON `retention_runs` (`rule`,`day`);--> statement-breakpoint
DROP INDEX `inquiries_address`;--> statement-breakpoint
CREATE INDEX `inquiries_address` ON `inquiries` (`address_hash`,`id`) WHERE address_hash IS NOT NULL;--> statement-breakpoint
DROP INDEX `rights_requests_address`;--> statement-breakpoint
CREATE INDEX `rights_requests_agent` ON `rights_requests` (`agent_hash`,`id`) WHERE agent_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `rights_requests_ended` ON `rights_requests` (`ended_at`,`id`) WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `rights_requests_address` ON `rights_requests` (`address_hash`,`id`) WHERE address_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `nda_acceptances_ended` ON `nda_acceptances` (`ended_at`,`id`) WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `access_requests_named` ON `access_requests` (`received_at`,`id`) WHERE requester IS NOT NULL;--> statement-breakpoint
CREATE INDEX `inquiry_attachments_erased` ON `inquiry_attachments` (`id`) WHERE name IS NULL AND sha256 <> '';--> statement-breakpoint
CREATE INDEX `staff_sign_ins_key` ON `staff_sign_ins` (`actor`,`id`);