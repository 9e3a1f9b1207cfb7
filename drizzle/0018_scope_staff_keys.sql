CREATE TABLE `access_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`said` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_proposals_subject_unique` ON `access_proposals` (`subject`);--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `proposed_by` text;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `approval` text;