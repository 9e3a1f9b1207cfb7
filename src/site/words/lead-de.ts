import { listInWords } from '../../changes/field-text.ts';
import type { LeadWords } from './lead-en.ts';

export const de: LeadWords = {
  nothingRecorded: 'Aus dieser Zeit ist nichts aufgezeichnet.',
  noneThen: 'Damals war kein Unterauftragsverarbeiter verzeichnet.',
  empty: 'Dieses Verzeichnis ist leer: Es ist noch kein Unterauftragsverarbeiter veröffentlicht.',
  present({ companies, name, places, worldwide, isPast }) {
    if (companies === 0)
      return `Nach diesem Verzeichnis ${isPast ? 'verarbeitete' : 'verarbeitet'} kein Unternehmen personenbezogene Daten im Auftrag von ${closed(name)}`;
    const who = companies === 1 ? 'Ein Unternehmen' : `${capital(count(companies))} Unternehmen`;
    const verb = `verarbeite${companies === 1 ? (isPast ? 'te' : 't') : isPast ? 'ten' : 'n'}`;
    // Behind a colon no name needs a case or an article.
    const where = places.length === 0 ? '' : ` Orte: ${closed(listInWords(places, 4, 'de'))}`;
    return `${who} ${verb} personenbezogene Daten im Auftrag von ${closed(name)}${where}${network(worldwide, companies, isPast)}`;
  },
  change: (day, until) => [' Eine Änderung ist angekündigt für den ', { day }, ...until, '.'],
  coming(number, isMore, day, until) {
    const one = isMore ? 'Ein weiteres' : 'Eines';
    const several = `${capital(count(number))}${isMore ? ' weitere' : ''}`;
    const who =
      number === 1
        ? `${one} ist angekündigt für den `
        : `${several} sind angekündigt, das erste für den `;
    return [` ${who}`, { day }, ...until, '.'];
  },
  objections: (day) => [' (Einspruch bis zum ', { day }, ')'],
};

function network(worldwide: 'all' | number, companies: number, isPast: boolean): string {
  if (worldwide === 0) return '';
  const where = 'in einem weltweiten Netz.';
  if (worldwide === 'all')
    return companies === 1
      ? ` Die Verarbeitung ${isPast ? 'fand' : 'findet'} ${where.slice(0, -1)} statt.`
      : ` Alle ${isPast ? 'arbeiteten' : 'arbeiten'} ${where}`;
  return worldwide === 1
    ? ` Eines davon ${isPast ? 'arbeitete' : 'arbeitet'} ${where}`
    : ` ${capital(count(worldwide))} davon ${isPast ? 'arbeiteten' : 'arbeiten'} ${where}`;
}

const small = 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ');

function count(number: number): string {
  return small[number] ?? String(number);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Qluster Corp.` brings its own full stop. */
function closed(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
