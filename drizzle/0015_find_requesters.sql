DROP INDEX `nda_acceptances_address`;--> statement-breakpoint
CREATE INDEX `nda_acceptances_address` ON `nda_acceptances` (`address_hash`,`id`);--> statement-breakpoint
DROP INDEX `access_requests_address`;--> statement-breakpoint
CREATE INDEX `access_requests_address` ON `access_requests` (`address_hash`,`id`);