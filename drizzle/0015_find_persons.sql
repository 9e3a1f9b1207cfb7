DROP INDEX `subscription_requests_address`;--> statement-breakpoint
CREATE INDEX `subscription_requests_address` ON `subscription_requests` (`address_hash`,`id`);--> statement-breakpoint
DROP INDEX `subscriptions_address`;--> statement-breakpoint
CREATE INDEX `subscriptions_contact` ON `subscriptions` (`id`) WHERE contact IS NOT NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_address` ON `subscriptions` (`address_hash`,`id`);--> statement-breakpoint
CREATE INDEX `objections_address` ON `objections` (`address_hash`,`id`) WHERE address_hash IS NOT NULL;--> statement-breakpoint
UPDATE `customer_contacts` SET `name` = NULL WHERE `subscription_id` IN (SELECT `id` FROM `subscriptions` WHERE `state` = 'left');
