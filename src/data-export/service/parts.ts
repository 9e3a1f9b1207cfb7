import { exportRecord } from '../../access/service/record-exporting.ts';
import { exportEvents } from '../../audit/service/exporting.ts';
import type { Ctx, Staff } from '../../context.ts';
import { exportCustomers } from '../../customers/service/exporting.ts';
import { exportSubscriptions } from '../../subscribers/service/exporting.ts';

// Whole exports of single parts, as the features give them; each stands in the record.

export const openCustomers = (ctx: Ctx<Staff>) => exportCustomers(ctx);

export const openSubscribers = (ctx: Ctx<Staff>) => exportSubscriptions(ctx);

export const openRecord = (ctx: Ctx<Staff>) => exportEvents(ctx, {}, 'csv');

export const openAccessRecord = (ctx: Ctx<Staff>) => exportRecord(ctx, {}, 'csv');
