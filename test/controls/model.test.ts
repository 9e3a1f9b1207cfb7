import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, unguard } from '../../src/controls/csv-text.ts';
import { type Attestation, compareStatements, type Control } from '../../src/controls/model.ts';
import { faultInCriterion } from '../../src/controls/model/criteria.ts';
import { faultsIn } from '../../src/controls/model/faults.ts';
import { eventOf, statusChangeOf } from '../../src/controls/model/writing.ts';
import { attestationSign } from '../../src/controls/words.ts';
import { parseDay, type Day } from '../../src/core/day.ts';

const on = (text: string): Day => {
  const day = parseDay(text);
  if (day === undefined) throw new Error(`${text} is no day`);
  return day;
};
const today = on('2026-11-22');

const control: Control = {
  category: 'Access',
  title: 'Least privilege',
  text: 'By role.',
  status: 'in-place',
  criteria: {},
};
const report: Attestation = {
  name: 'SOC 2 Type I',
  form: 'report',
  status: 'held',
  auditor: 'Example Assurance LLP',
  asOf: on('2026-09-30'),
  issuedOn: on('2026-11-02'),
};
const faults = (facts: Attestation) =>
  faultsIn('attestation', facts, today).map(({ pointer }) => pointer);

describe('numbers of criteria', () => {
  it.each([
    ['tsc', ['CC1.1', 'CC6.8', 'CC9.2', 'A1.3', 'C1.2', 'PI1.5', 'P8.1']],
    ['iso27001', ['A.5.1', 'A.5.15', 'A.5.37', 'A.6.8', 'A.7.14', 'A.8.24', 'A.8.34']],
    ['ccm', ['IAM-02', 'A&A-01', 'CEK-21', 'UEM-14']],
  ] as const)('of %s are known by their shape', (framework, numbers) => {
    for (const number of numbers) expect(faultInCriterion(framework, number)).toBeUndefined();
  });

  it.each([
    // The controls of 2013, of no annex, and of clauses that are shorter.
    ['iso27001', ['A.9.2.1', '5.15', 'A.5.0', 'A.5.38', 'A.6.9', 'A.7.15', 'A.8.35', 'A.5.015']],
    ['tsc', ['CC6', 'CC10.1', 'cc6.1', 'CC6.0', 'CC6.11', 'B1.1', 'P9.1', 'CC6.1 ']],
    ['ccm', ['IAM-2', 'IAM-00', 'XYZ-01', 'IAM02', 'IAM-002', 'EKM-01']],
  ] as const)('of %s are refused in any other shape, with an example', (framework, numbers) => {
    for (const number of numbers)
      expect(faultInCriterion(framework, number), number).toMatch(/they look like/);
  });
});

describe('an attestation', () => {
  it('is held by somebody’s word, at a day that is past', () => {
    expect(faults(report)).toEqual([]);
    const { auditor: _, issuedOn: __, ...rest } = report;
    expect(faults(rest)).toEqual(['#/issuedOn', '#/auditor']);
    expect(faults({ ...report, issuedOn: on('2026-11-23') })).toEqual(['#/issuedOn']);
    expect(faults({ ...report, form: 'self-assessment' })).toEqual(['#/auditor']);
  });

  it('that is still to come says when, and was not issued', () => {
    for (const status of ['planned', 'in-progress'] as const)
      expect(faults({ ...report, status })).toEqual(['#/expectedOn', '#/issuedOn']);
    expect(faults({ ...report, expectedOn: today })).toEqual(['#/expectedOn']);
  });

  it('tells of one day or of a period that ends after it began', () => {
    const { asOf: _, ...rest } = report;
    const periodFrom = on('2026-01-01');
    expect(faults({ ...rest, periodFrom })).toEqual(['#/periodUntil']);
    expect(faults({ ...rest, periodFrom, periodUntil: on('2025-12-31') })).toEqual([
      '#/periodUntil',
    ]);
    expect(faults({ ...report, periodFrom, periodUntil: on('2026-06-30') })).toEqual(['#/asOf']);
  });

  it('is not held any more the day after its last', () => {
    expect(faults({ ...report, validUntil: today })).toEqual([]);
    expect(faults({ ...report, validUntil: on('2026-11-21') })).toEqual(['#/status']);
    expect(faults({ ...report, status: 'lapsed', validUntil: on('2026-11-21') })).toEqual([]);
  });

  it('makes nothing certified unless it is a certificate', () => {
    const words = (['report', 'certificate', 'self-assessment'] as const).map(
      (form) => attestationSign({ form, status: 'held' }).word,
    );
    expect(words).toEqual(['Report issued', 'Certified', 'Completed']);
  });
});

describe('a statement about a law', () => {
  it('does not say what only somebody else can', () => {
    const judge = (text: string, name = 'HIPAA') =>
      faultsIn('law', { law: name, text }, today).map(({ pointer }) => pointer);
    expect(judge('There is no certificate of it; we follow it.')).toEqual([]);
    for (const word of ['certified', 'Accredited', 'AUDITED', 'attested'])
      expect(judge(`We are ${word}.`)).toEqual(['#/text']);
    expect(judge('We follow it.', 'HIPAA certified')).toEqual(['#/law']);
  });
});

describe('what the feed tells', () => {
  const planned: Control = { ...control, status: 'planned', plannedFor: on('2027-03-31') };
  const tell = (before?: Control, facts?: Control) =>
    statusChangeOf({
      kind: 'control',
      key: 'AC-1',
      ...(facts && { facts }),
      before: before && { facts: before, version: 1 },
    });

  it('is a status that moved or is gone, and not a new control or another word', () => {
    expect(tell(planned, control)).toMatchObject({ before: 'planned', after: 'in-place' });
    expect(tell(control, planned)).toMatchObject({ after: 'planned', expectedOn: '2027-03-31' });
    expect(tell(control)).toEqual({
      kind: 'control',
      key: 'AC-1',
      title: 'Least privilege',
      before: 'in-place',
    });
    expect(tell(undefined, control)).toBeUndefined();
    expect(tell(control, { ...control, text: 'By need.' })).toBeUndefined();
  });

  it('is a new attestation too', () => {
    expect(statusChangeOf({ kind: 'attestation', key: 'soc-2', facts: report })).toMatchObject({
      title: 'SOC 2 Type I',
      after: 'held',
    });
  });

  it('is named in the log by what happened', () => {
    const action = (before?: Control, facts?: Control) =>
      eventOf({
        kind: 'control',
        key: 'AC-1',
        ...(facts && { facts }),
        before: before && { facts: before, version: 1 },
      }).action;
    expect(action(undefined, control)).toBe('control.added');
    expect(action(planned, control)).toBe('control.status_changed');
    expect(action(control, { ...control, title: 'Other' })).toBe('control.changed');
    expect(action(control)).toBe('control.removed');
  });
});

describe('the order', () => {
  it('is by place, then by number as people count', () => {
    const keys = [
      { key: 'AC-10', facts: {} },
      { key: 'AC-2', facts: {} },
      { key: 'ZZ-1', facts: { order: 1 } },
      { key: 'ac-1', facts: {} },
    ];
    expect(keys.toSorted(compareStatements).map(({ key }) => key)).toEqual([
      'ZZ-1',
      'ac-1',
      'AC-2',
      'AC-10',
    ]);
  });
});

describe('a cell of CSV', () => {
  it('is run by no spreadsheet and comes back as it was', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('=', "'=", "''@", '+', "'", '-'), fc.string())
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(cell, (text) => {
        fc.pre(text === text.trim() && !/[\r\n]/.test(text));
        const facts = { ...control, title: text };
        const statement = {
          kind: 'control' as const,
          key: 'A',
          facts,
          changedAt: new Date(0),
          version: 1,
        };
        const row = csvOf([statement], { guarded: true }).split('\r\n')[1] ?? '';
        const written = /^"A","Access","((?:[^"]|"")*)"/.exec(row)?.[1]?.replaceAll('""', '"');
        expect(written).not.toMatch(/^[=+\-@]/);
        expect(unguard(written ?? '')).toBe(text);
      }),
    );
  });
});
