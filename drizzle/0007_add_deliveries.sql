CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subscription_id` text NOT NULL,
	`subject` text NOT NULL,
	`channel` text NOT NULL,
	`cargo` text NOT NULL,
	`seq` integer,
	`state` text NOT NULL,
	`due_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease` text,
	`lease_until` integer,
	`outcome` text,
	`status` integer,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_key` ON `deliveries` (`subscription_id`,`subject`,`channel`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`due_at`,`id`) WHERE state = 'due';--> statement-breakpoint
CREATE INDEX `deliveries_leased` ON `deliveries` (`lease_until`) WHERE state = 'in-flight';--> statement-breakpoint
CREATE INDEX `deliveries_open` ON `deliveries` (`subscription_id`,`id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `deliveries_ended` ON `deliveries` (`state`,`ended_at`,`channel`) WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_recipient` ON `deliveries` (`subscription_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_event` ON `deliveries` (`seq`,`id`);--> statement-breakpoint
CREATE TABLE `delivery_attempts` (
	`delivery_id` integer NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`status` integer,
	`duration_ms` integer NOT NULL,
	PRIMARY KEY(`delivery_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `kept_mails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`mail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`subject` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject`, `window_start`)
);
--> statement-breakpoint
CREATE INDEX `rate_limits_window` ON `rate_limits` (`window_start`);--> statement-breakpoint
CREATE TABLE `subscription_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`address` text NOT NULL,
	`address_hash` text NOT NULL,
	`preferences` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `subscription_requests_address` ON `subscription_requests` (`address_hash`,`at`);--> statement-breakpoint
CREATE INDEX `subscription_requests_due` ON `subscription_requests` (`due_at`,`id`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`stream` text NOT NULL,
	`channel` text NOT NULL,
	`address` text,
	`address_hash` text,
	`host` text,
	`contact` text,
	`topics` text NOT NULL,
	`services` text NOT NULL,
	`language` text NOT NULL,
	`frequency` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`link_version` integer DEFAULT 1 NOT NULL,
	`secret_generation` integer DEFAULT 1 NOT NULL,
	`previous_secret_until` integer,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`changed_at` integer NOT NULL,
	`told_up_to` integer DEFAULT 0 NOT NULL,
	`next_digest_at` integer,
	`replaces` text
);
--> statement-breakpoint
CREATE INDEX `subscriptions_address` ON `subscriptions` (`address_hash`);--> statement-breakpoint
CREATE INDEX `subscriptions_host` ON `subscriptions` (`host`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_chosen` ON `subscriptions` (`stream`,`id`) WHERE stream <> 'subscriber';--> statement-breakpoint
CREATE INDEX `subscriptions_disabled` ON `subscriptions` (`id`) WHERE state = 'disabled';--> statement-breakpoint
CREATE INDEX `subscriptions_active` ON `subscriptions` (`id`) WHERE state = 'active';--> statement-breakpoint
CREATE INDEX `subscriptions_digest` ON `subscriptions` (`next_digest_at`) WHERE next_digest_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_pending` ON `subscriptions` (`created_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `suppressions` (
	`address_hash` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY NOT NULL,
	`topic` text NOT NULL,
	`services` text NOT NULL,
	`quiet` integer NOT NULL,
	`at` integer NOT NULL,
	`planned_up_to` text,
	`planned_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_unplanned` ON `outbox` (`seq`) WHERE planned_at IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_topic` ON `outbox` (`topic`,`seq`);