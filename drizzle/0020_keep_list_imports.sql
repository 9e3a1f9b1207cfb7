CREATE TABLE `list_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`sealed` text NOT NULL,
	`version` integer NOT NULL,
	`batch_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `list_imports_owner` ON `list_imports` (`owner`);--> statement-breakpoint
CREATE INDEX `list_imports_expiry` ON `list_imports` (`expires_at`);