import { AnnexElement, define, drawFoot, drawRow, drawTable, link, make } from './element.js';

class AnnexControls extends AnnexElement {
  static document = 'controls.json';
  static words = {
    en: {
      attestations: 'Reports and certificates',
      attestationHeads: ['Name', 'Status', 'Day'],
      controls: 'Security controls',
      controlHeads: ['Control', 'Area', 'Status'],
      held: { report: 'Report issued', certificate: 'Certified', 'self-assessment': 'Completed' },
      states: {
        lapsed: 'Lapsed',
        planned: 'Planned',
        'in-progress': 'In progress',
        'in-place': 'In place',
        'in-part': 'In part',
      },
      days: {
        expectedOn: (day) => `Expected ${day}`,
        validUntil: (day) => `Valid until ${day}`,
        issuedOn: (day) => `Issued ${day}`,
      },
      none: 'Nothing is stated about security.',
      all: (count) => (count > 0 ? `All ${count} controls and what was examined` : 'Security'),
    },
    de: {
      attestations: 'Prüfberichte und Zertifikate',
      attestationHeads: ['Name', 'Stand', 'Datum'],
      controls: 'Sicherheitsmaßnahmen',
      controlHeads: ['Maßnahme', 'Bereich', 'Stand'],
      held: {
        report: 'Bericht erteilt',
        certificate: 'Zertifiziert',
        'self-assessment': 'Abgeschlossen',
      },
      states: {
        lapsed: 'Abgelaufen',
        planned: 'Geplant',
        'in-progress': 'In Arbeit',
        'in-place': 'Umgesetzt',
        'in-part': 'Teilweise umgesetzt',
      },
      days: {
        expectedOn: (day) => `Erwartet am ${day}`,
        validUntil: (day) => `Gültig bis ${day}`,
        issuedOn: (day) => `Ausgestellt am ${day}`,
      },
      none: 'Zur Sicherheit ist nichts angegeben.',
      all: (count) => (count > 0 ? `Alle ${count} Maßnahmen und was geprüft wurde` : 'Sicherheit'),
    },
  };

  query() {
    return {};
  }

  draw({ language = '', attestations, controls, links }, local) {
    const { words } = local;
    const foot = drawFoot(link(links?.page, words.all(controls.length)));
    const held = attestations.map((each) => attestationRow(each, language, local));
    const shown = controls
      .slice(0, this.limit(controls.length, controls.length))
      .map((each) => controlRow(each, language, words));
    if (held.length + shown.length === 0) return [make('p', {}, [words.none]), foot];
    return [
      ...(held.length > 0 ? [drawTable(words.attestations, words.attestationHeads, held)] : []),
      ...(shown.length > 0 ? [drawTable(words.controls, words.controlHeads, shown)] : []),
      foot,
    ];
  }
}

function attestationRow(attestation, lang, { words, dayText }) {
  const { name, url, status, form } = attestation;
  const dated = ['expectedOn', 'validUntil', 'issuedOn'].find((field) => attestation[field]);
  const day = dated ? [words.days[dated](dayText(attestation[dated]))] : [];
  const word = status === 'held' ? words.held[form] : words.states[status];
  return drawRow(lang, ['name', [link(url, name)], true], ['status', [word]], ['place', day]);
}

function controlRow({ title, category, status, url }, lang, words) {
  return drawRow(
    lang,
    ['name', [link(url, title)], true],
    ['purpose', [category], true],
    ['status', [words.states[status]]],
  );
}

define('annex-controls', AnnexControls);
