ALTER TABLE `feed_positions` ADD `change_id` integer;--> statement-breakpoint
ALTER TABLE `feed_positions` ADD `event_id` text;--> statement-breakpoint
UPDATE `feed_positions` SET (`change_id`, `event_id`) = (SELECT `change_id`, `event_id` FROM `change_steps` WHERE `seq` = `feed_positions`.`seq`);
