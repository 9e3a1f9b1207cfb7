import type { RetentionWords } from './en.tsx';

export const de: RetentionWords = {
  title: 'Wie lange etwas aufbewahrt wird',
  json: 'Die Regeln als JSON',
  description: (name) =>
    `Wie lange ${name} jede Art von Aufzeichnung aufbewahrt, auf welcher Grundlage, und was danach mit ihr geschieht.`,
  lead: (name) => (
    <>
      Die Regel von {name} für jede Art von Aufzeichnung: wie lange, auf welcher Grundlage und was
      danach mit ihr geschieht. Was wegen eines Gesetzes oder eines Rechtsstreits gebraucht wird,
      bleibt bis zu dessen Ende.
    </>
  ),
  policies: 'Richtlinien',
  crumb: 'Aufbewahrung',
  here: 'Von diesem Trust Center aufbewahrt',
  elsewhere: 'Anderswo aufbewahrt',
  rulesAs: (count, json) => (
    <>
      {count === 1 ? '1 Regel' : `${count} Regeln`}, als {json}
    </>
  ),
  columns: { record: 'Aufzeichnung', kept: 'Dauer', basis: 'Grundlage', fate: 'Danach' },
  stated: (day) => <>Festgelegt am {day}</>,
};
