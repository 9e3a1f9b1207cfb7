import type { Organisation, Service } from '../src/organisation/model.ts';
import type { Facts, Translation } from '../src/subprocessors/model/facts.ts';
import { translatable } from '../src/subprocessors/model/translating.ts';

/** What the story says of entries, by what it says in English. */
const texts: Readonly<Record<string, string>> = {
  Infrastructure: 'Infrastruktur',
  Communication: 'Kommunikation',
  Payments: 'Zahlungen',
  Monitoring: 'Überwachung',
  'Artificial intelligence': 'Künstliche Intelligenz',
  'Hosting and file storage': 'Hosting und Speicherung von Dateien',
  'Runs the servers and keeps the files; Qluster Corp. configures, patches and encrypts them.':
    'Betreibt die Server und bewahrt die Dateien auf; Qluster Corp. konfiguriert, aktualisiert und verschlüsselt sie.',
  'Storage and computing on virtual servers': 'Speichern und Rechnen auf virtuellen Servern',
  'As long as the customer uses the service, and 30 days for deletion':
    'Solange der Kunde den Dienst nutzt, und 30 Tage für die Löschung',
  'All customer content': 'Alle Inhalte der Kunden',
  'All customer content, encrypted': 'Alle Inhalte der Kunden, verschlüsselt',
  'Customers’ users': 'Nutzer der Kunden',
  'customers’ users': 'Nutzer der Kunden',
  'people named in customer content': 'Personen, die in Inhalten der Kunden genannt sind',
  'Content delivery, DNS, web firewall': 'Auslieferung von Inhalten, DNS, Web-Firewall',
  'Passes requests on and stops attacks; it keeps no customer content.':
    'Leitet Anfragen weiter und wehrt Angriffe ab; Inhalte der Kunden bewahrt es nicht auf.',
  'IP addresses': 'IP-Adressen',
  'request headers': 'Kopfzeilen von Anfragen',
  'Visitors of the website': 'Besucher der Website',
  'Payments and invoices': 'Zahlungen und Rechnungen',
  'Takes payments and writes invoices; decides itself only where payment law obliges it to.':
    'Nimmt Zahlungen entgegen und stellt Rechnungen; entscheidet selbst nur, soweit das Zahlungsrecht dazu verpflichtet.',
  'Ten years after the invoice, where tax law asks for it':
    'Zehn Jahre nach der Rechnung, soweit das Steuerrecht es verlangt',
  'Billing contact': 'Ansprechpartner für Rechnungen',
  'payment data': 'Zahlungsdaten',
  'Customers’ billing contacts': 'Ansprechpartner der Kunden für Rechnungen',
  'Transactional e-mail': 'Versand von Benachrichtigungen per E-Mail',
  'E-mail addresses': 'E-Mail-Adressen',
  'message text': 'Text der Nachrichten',
  'Support inbox and help centre': 'Posteingang des Supports und Hilfebereich',
  'Support inbox and help centre; passes message text to Mistral AI for drafts, where switched on':
    'Posteingang des Supports und Hilfebereich; gibt Text von Nachrichten für Entwürfe an Mistral AI weiter, wo das eingeschaltet ist',
  'Keeps the messages; people at Qluster Corp. read and answer them.':
    'Bewahrt die Nachrichten auf; Menschen bei Qluster Corp. lesen und beantworten sie.',
  'Two years after the last message': 'Zwei Jahre nach der letzten Nachricht',
  'Contact details': 'Kontaktdaten',
  messages: 'Nachrichten',
  'Error reports': 'Fehlerberichte',
  'Groups and keeps error reports; Qluster Corp. removes message text before they are sent.':
    'Gruppiert und bewahrt Fehlerberichte auf; Qluster Corp. entfernt den Text von Nachrichten, bevor sie gesendet werden.',
  '90 days': '90 Tage',
  'User id': 'Nutzerkennung',
  'device and error data': 'Geräte- und Fehlerdaten',
  'Encrypted backups': 'Verschlüsselte Sicherungskopien',
  'Keeps encrypted copies; only Qluster Corp. holds the keys.':
    'Bewahrt verschlüsselte Kopien auf; nur Qluster Corp. hat die Schlüssel.',
  Storage: 'Speicherung',
  '35 days for each copy': '35 Tage je Kopie',
  'Managed database': 'Betriebene Datenbank',
  'Delivers messages that Qluster Corp. writes; it sends none of its own.':
    'Stellt Nachrichten zu, die Qluster Corp. schreibt; eigene versendet es nicht.',
  '45 days for message text': '45 Tage für den Text der Nachrichten',
  'Suggested support replies': 'Vorschläge für Antworten des Supports',
  'Drafts a reply to a support message; a person at Qluster Corp. reads, changes and sends it.':
    'Entwirft eine Antwort auf eine Nachricht an den Support; ein Mensch bei Qluster Corp. liest, ändert und sendet sie.',
  'Text generation on request': 'Erzeugen von Text auf Anforderung',
  'Seconds; the text is not kept': 'Sekunden; der Text wird nicht aufbewahrt',
  'Text of support messages': 'Text von Nachrichten an den Support',
  'Customers’ users who write to support': 'Nutzer der Kunden, die dem Support schreiben',
};

/** An entry of the demonstration with its German texts; one that has none here is shown in English. */
export function entryInGerman(facts: Facts): Facts {
  const said = translatable.flatMap((field) => {
    const text = facts[field];
    if (text === undefined) return [];
    const parts = [text].flat().map((part) => texts[part]);
    if (!parts.every((part) => part !== undefined)) return [];
    return [[field, typeof text === 'string' ? parts[0] : parts] as const];
  });
  const de: Translation = Object.fromEntries(said);
  return said.length === 0 ? facts : { ...facts, translations: { de } };
}

const services: Readonly<Record<string, Pick<Service, 'name' | 'description'>>> = {
  website: {
    name: 'Website',
    description: 'qluster.example: Produktseiten, Registrierung und Abrechnung.',
  },
  'qluster-service': {
    name: 'Qluster-Dienst',
    description: 'Das Produkt, in dem unsere Kunden arbeiten.',
  },
};

export function serviceInGerman(service: Service): Service {
  const de = services[service.slug];
  return de === undefined ? service : { ...service, translations: { de } };
}

export function organisationInGerman(organisation: Organisation): Organisation {
  const commitments = [
    'Wir verkaufen keine personenbezogenen Daten.',
    'Wir trainieren keine KI-Modelle mit Daten von Kunden.',
  ];
  return { ...organisation, translations: { de: { commitments } } };
}
