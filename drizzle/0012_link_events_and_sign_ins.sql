CREATE TABLE `staff_sign_ins` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`actor` text NOT NULL,
	`client_hash` text,
	`client_address` text,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_sign_ins_actor` ON `staff_sign_ins` (`actor`,`client_hash`,`last_at`);--> statement-breakpoint
CREATE INDEX `staff_sign_ins_address` ON `staff_sign_ins` (`last_at`) WHERE client_address IS NOT NULL;--> statement-breakpoint
CREATE TABLE `event_chain` (
	`seq` integer PRIMARY KEY NOT NULL,
	`mac` text NOT NULL
);
