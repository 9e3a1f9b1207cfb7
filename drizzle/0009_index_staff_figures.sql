CREATE INDEX `deliveries_ended` ON `deliveries` (`state`,`ended_at`,`channel`) WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_host` ON `subscriptions` (`host`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_chosen` ON `subscriptions` (`stream`,`id`) WHERE stream <> 'subscriber';--> statement-breakpoint
CREATE INDEX `subscriptions_disabled` ON `subscriptions` (`id`) WHERE state = 'disabled';