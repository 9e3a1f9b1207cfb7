ALTER TABLE `staff_keys` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `proposed_by` text;--> statement-breakpoint
ALTER TABLE `staff_keys` ADD `approval` text;