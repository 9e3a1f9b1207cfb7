CREATE TABLE `update_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`draft` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	`thread` integer,
	`position` integer
);
--> statement-breakpoint
CREATE INDEX `update_drafts_created` ON `update_drafts` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `update_posts` (
	`ordinal` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`thread` integer NOT NULL,
	`position` integer NOT NULL,
	`topic` text NOT NULL,
	`body` text NOT NULL,
	`severity` text,
	`status` text,
	`published_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_for` text,
	`withdrawn_ordinal` integer,
	`withdrawn_by` text,
	FOREIGN KEY (`thread`) REFERENCES `update_threads`(`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `update_posts_thread` ON `update_posts` (`thread`,`position`);--> statement-breakpoint
CREATE INDEX `update_posts_topic` ON `update_posts` (`topic`,`ordinal`);--> statement-breakpoint
CREATE INDEX `update_posts_withdrawn` ON `update_posts` (`withdrawn_ordinal`);--> statement-breakpoint
CREATE INDEX `update_posts_topic_withdrawn` ON `update_posts` (`topic`,`withdrawn_ordinal`);--> statement-breakpoint
CREATE TABLE `update_threads` (
	`number` integer PRIMARY KEY NOT NULL,
	`topic` text NOT NULL,
	`title` text NOT NULL,
	`services` text NOT NULL,
	`severity` text,
	`status` text,
	`opened_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`post_count` integer NOT NULL,
	`withdrawn` integer NOT NULL,
	`open` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `update_threads_topic` ON `update_threads` (`topic`,`number`);--> statement-breakpoint
CREATE INDEX `update_threads_open` ON `update_threads` (`open`,`number`);