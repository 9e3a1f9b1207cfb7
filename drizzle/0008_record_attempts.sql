ALTER TABLE `deliveries` ADD `attempted_at` integer;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `duration_ms` integer;