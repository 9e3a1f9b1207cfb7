CREATE TABLE `branding` (
	`id` integer PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	`logo` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reply_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reply_templates_name_unique` ON `reply_templates` (`name`);--> statement-breakpoint
ALTER TABLE `rights_requests` ADD `assignee` text;