CREATE TABLE `policies` (
	`slug` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`notice_days` integer NOT NULL,
	`order` integer,
	`current` integer,
	`announced` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `policy_steps` (
	`ordinal` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`policy` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`policy` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`texts` text NOT NULL,
	`languages` text NOT NULL,
	`announced_at` integer,
	`announced_by` text,
	`effective_on` text,
	`summary` text,
	`material` integer,
	`update_number` integer,
	`effective_at` integer,
	`superseded_at` integer,
	`withdrawn_at` integer,
	`withdrawn_for` text,
	`withdrawn_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`policy`, `number`),
	FOREIGN KEY (`policy`) REFERENCES `policies`(`slug`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `policy_versions_due` ON `policy_versions` (`state`,`effective_on`);--> statement-breakpoint
CREATE TABLE `retention_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL
);
