import { describe, expect, it } from 'vitest';
import { protectedPdf } from '../marking/samples.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { act, add, change, clauses, issue, pdf, report, upload, xlsx } from './filing.ts';
