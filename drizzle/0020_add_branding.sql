CREATE TABLE `branding` (
	`id` integer PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	`logo` text,
	`version` integer NOT NULL
);
