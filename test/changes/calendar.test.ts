import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';

const root = 'http://localhost:8787/trust';

/** As another program reads it: every event as its properties. */
function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.name).toBe('vcalendar');
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const value = (name: string) => String(each.getFirstPropertyValue(name));
    const start = each.getFirstProperty('dtstart');
    return {
      uid: value('uid'),
      sequence: Number(value('sequence')),
      stamp: value('dtstamp'),
      day: start?.type === 'date' ? value('dtstart') : 'not a day',
      summary: value('summary'),
      url: value('url'),
      transp: value('transp'),
    };
  });
}

it('each announced change has its day in the calendar, under a name that stays when it takes effect', async () => {
  const trust = await startApp({ organisation: { timeZone: 'Pacific/Auckland' } });
  await trust.publish({ entries: { aws: facts({ name: 'At once Ltd' }) } });
  await trust.publish({
    entries: { postmark: facts({ name: 'Käse; "Söhne", Hosting\\' }) },
    effectiveOn: '2026-12-24',
  });
  const { text, headers } = await trust.get('/trust/deadlines.ics');
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const [announced, ...others] = eventsIn(text);
  expect(others).toEqual([]);
  expect(announced).toEqual({
    uid: 'change-2-effect@localhost:8787',
    sequence: 0,
    stamp: '2026-11-22T09:00:00Z',
    day: '2026-12-24',
    summary: 'Qluster Corp.: Käse; "Söhne", Hosting\\ will be added on 24 December 2026',
    url: `${root}/changes/2`,
    transp: 'TRANSPARENT',
  });
  expect(eventsIn((await trust.get('/trust/changes/2.ics')).text)).toEqual([announced]);
  await trust.advanceDays(40);
  const [inEffect] = eventsIn((await trust.get('/trust/deadlines.ics')).text);
  expect(inEffect).toMatchObject({ uid: announced?.uid, sequence: 1, day: '2026-12-24' });
  expect(inEffect?.summary).toContain('added');
});

it('lines are folded and ended as RFC 5545 sections 3.1 wants', async () => {
  const trust = await startApp();
  await trust.publish({
    entries: { long: facts({ name: `${'Ünïcödé 🏢 '.repeat(12)}GmbH` }) },
    effectiveOn: '2026-12-30',
  });
  const { text } = await trust.get('/trust/deadlines.ics');
  const lines = text.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(lines.join('')).not.toMatch(/[\r\n]/);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(eventsIn(text)[0]?.summary).toContain('🏢 Ünïcödé');
});

it('what took effect at once, or is not there, has no calendar', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { aws: facts() } });
  for (const id of [1, 2, 0])
    expect((await trust.get(`/trust/changes/${id}.ics`)).status).toBe(404);
  expect(eventsIn((await trust.get('/trust/deadlines.ics')).text)).toEqual([]);
});
