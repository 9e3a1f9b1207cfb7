ALTER TABLE `services` ADD `translations` text;--> statement-breakpoint
ALTER TABLE `update_posts` ADD `translations` text;--> statement-breakpoint
ALTER TABLE `update_threads` ADD `translations` text;