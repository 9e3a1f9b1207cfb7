DROP INDEX `inquiries_address`;--> statement-breakpoint
CREATE INDEX `inquiries_address` ON `inquiries` (`address_hash`,`id`) WHERE address_hash IS NOT NULL;--> statement-breakpoint
DROP INDEX `rights_requests_address`;--> statement-breakpoint
CREATE INDEX `rights_requests_agent` ON `rights_requests` (`agent_hash`,`id`) WHERE agent_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `rights_requests_address` ON `rights_requests` (`address_hash`,`id`) WHERE address_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `inquiry_attachments_erased` ON `inquiry_attachments` (`id`) WHERE name IS NULL AND sha256 <> '';--> statement-breakpoint
CREATE INDEX `staff_sign_ins_key` ON `staff_sign_ins` (`actor`,`id`);