import type { FactsOf, Kind } from '../src/controls/model.ts';

const categories: Readonly<Record<string, string>> = {
  Governance: 'Leitung und Verantwortung',
  People: 'Personal',
  'Access control': 'Zugriffskontrolle',
  Cryptography: 'Verschlüsselung',
  'Secure development': 'Sichere Entwicklung',
  'Operations and monitoring': 'Betrieb und Überwachung',
  'Continuity and data': 'Notfallvorsorge und Daten',
};

const controls: Readonly<Record<string, readonly [title: string, text: string]>> = {
  'GV-01': [
    'Sicherheitsprogramm mit einer verantwortlichen Person',
    'Die Leitung der Sicherheit berichtet an die Geschäftsführung. Beide geben die Richtlinien einmal im Jahr frei und immer, wenn sich etwas Großes ändert; alle Beschäftigten bestätigen, dass sie sie gelesen haben.',
  ],
  'GV-02': [
    'Risiken werden zweimal im Jahr bewertet',
    'Risiken werden mit Wahrscheinlichkeit, Schaden, verantwortlicher Person und Maßnahme festgehalten. Die Leitung geht die Liste jedes Frühjahr und jeden Herbst durch und nach jedem größeren Vorfall.',
  ],
  'GV-03': [
    'Unterauftragsverarbeiter werden vor und während der Nutzung geprüft',
    'Niemand verarbeitet für uns Daten von Kunden ohne eine Prüfung von Sicherheit und Recht und ohne einen Vertrag mit den Pflichten, die wir selbst haben. Alle werden jedes Jahr neu geprüft; das Verzeichnis in diesem Trust Center nennt sie sämtlich.',
  ],
  'GV-04': [
    'Interne Prüfungen',
    'Jede Maßnahme wird mindestens alle zwei Jahre von jemandem geprüft, der sie nicht selbst betreibt. Die erste Runde ist zur Hälfte abgeschlossen.',
  ],
  'HR-01': [
    'Überprüfung vor der Einstellung',
    'Identität, Referenzen und, wo es rechtlich zulässig ist, Vorstrafen werden geprüft, bevor jemand eine Stelle mit Zugriff auf die Produktivsysteme antritt.',
  ],
  'HR-02': [
    'Schulung zu Beginn und jedes Jahr',
    'Sicherheit und Datenschutz in der ersten Woche, danach einmal im Jahr; wer entwickelt, besucht außerdem einen Kurs in sicherer Entwicklung. Phishing wird viermal im Jahr geübt.',
  ],
  'HR-03': [
    'Vertraulichkeit schriftlich vereinbart',
    'Beschäftigte und freie Mitarbeiter unterschreiben, bevor sie ein Konto bekommen; die Pflicht gilt nach dem Ausscheiden fort.',
  ],
  'HR-04': [
    'Der Zugriff endet mit dem Arbeitsverhältnis',
    'Konten werden binnen **einer Stunde** nach dem Ende der Beschäftigung geschlossen, durch dasselbe System, das die Verträge verwaltet. Geräte werden binnen einer Woche zurückgegeben und gelöscht.',
  ],
  'AC-01': [
    'Geringste Rechte nach Rolle',
    'Der Zugriff folgt der Rolle; er wird beantragt, von der für das System verantwortlichen Person freigegeben und festgehalten. Niemand hat dauerhaften Zugriff auf Inhalte der Kunden.',
  ],
  'AC-02': [
    'Einmalanmeldung für jedes interne System',
    'Ein Identitätsanbieter mit zweitem Faktor für alle. Gemeinsame Konten werden nicht verwendet; die drei unvermeidbaren sind versiegelt, und wer eines öffnet, löst einen Alarm aus.',
  ],
  'AC-03': [
    'Zugriffsrechte werden jedes Quartal überprüft',
    'Wer für ein System verantwortlich ist, bestätigt die Rechte jeder Person oder entzieht sie. Für die Produktivsysteme geschieht das jeden Monat.',
  ],
  'AC-04': [
    'Hardwareschlüssel für die Produktivsysteme',
    'Die Entwicklung erreicht die Produktivsysteme nur mit einem Hardware-Sicherheitsschlüssel (FIDO2), von einem verwalteten Gerät, aus einem angegebenen Grund und für höchstens acht Stunden.',
  ],
  'AC-05': [
    'Kunden bestimmen, wer sich anmeldet',
    'SAML und OpenID Connect in jedem bezahlten Tarif, SCIM im Tarif Business; Rollen, Dauer der Sitzungen und zugelassene Netze legen die Administratoren des Kunden fest.',
  ],
  'CR-01': [
    'Verschlüsselung bei der Übertragung',
    'TLS 1.2 oder 1.3 nach außen und zwischen unseren eigenen Diensten; HSTS mit Preload. Ältere Versionen und schwache Verfahren werden abgelehnt.',
  ],
  'CR-02': [
    'Verschlüsselung bei der Speicherung',
    'Datenbanken, Dateien und Sicherungskopien sind mit AES-256 verschlüsselt. Jeder Arbeitsbereich hat einen eigenen Datenschlüssel; der Schlüssel, der ihn schützt, verlässt die Schlüsselverwaltung nicht.',
  ],
  'CR-03': [
    'Schlüssel wechseln jedes Jahr',
    'Die schützenden Schlüssel werden einmal im Jahr selbsttätig gewechselt, und sofort, wenn jemand ausscheidet, der sie benutzen konnte.',
  ],
  'CR-04': [
    'Zugangsdaten an einem Ort',
    'Programme erhalten Zugangsdaten beim Start aus einem Tresor. Jeder Stand des Quelltextes wird beim Hochladen nach Zugangsdaten durchsucht und abgelehnt, wenn er welche enthält.',
  ],
  'CR-05': [
    'Schlüssel in der Hand des Kunden',
    'Kunden mit dem Tarif Business werden den schützenden Schlüssel ihres Arbeitsbereichs in einer eigenen Schlüsselverwaltung halten und ihn entziehen können.',
  ],
  'SD-01': [
    'Jede Änderung wird geprüft',
    'Nichts gelangt ohne die Freigabe einer zweiten Person und bestandene Tests in den Hauptzweig. Niemand kann das allein abschalten.',
  ],
  'SD-02': [
    'Abhängigkeiten unter Beobachtung',
    'Fremder Code ist auf feste Versionen festgelegt und wird täglich mit veröffentlichten Schwachstellen abgeglichen. Kritische werden in 3 Tagen behoben, hohe in 14, andere in 60.',
  ],
  'SD-03': [
    'Jedes Jahr von Außenstehenden geprüft',
    'Ein unabhängiges Unternehmen prüft die Website, den Qluster-Dienst und seine API mit Einblick in den Quelltext; Befunde werden bis zur Nachprüfung verfolgt.',
  ],
  'SD-04': [
    'Signierte und reproduzierbare Builds',
    'Was produktiv läuft, wird aus einem geprüften Stand von einem einzigen Build-System gebaut und signiert; andere Images starten nicht. Dass ein zweiter Build dieselben Bytes ergibt, gilt für zwei von drei Diensten.',
  ],
  'SD-05': [
    'Testsysteme ohne Daten von Kunden',
    'Entwicklung und Tests laufen in eigenen Konten mit erzeugten Daten.',
  ],
  'OP-01': [
    'Protokolle außer Reichweite',
    'Anmeldungen, Verwaltungshandlungen und Zugriffe auf Inhalte werden in ein Konto protokolliert, in das die Betreibenden der Systeme nicht schreiben können, und 400 Tage aufbewahrt.',
  ],
  'OP-02': [
    'Bereitschaft rund um die Uhr',
    'Alarme erreichen zu jeder Stunde jemanden aus der Entwicklung und nach zehn Minuten eine zweite Person. Die Regeln für ungewöhnliche Zugriffe werden jeden Monat überprüft.',
  ],
  'OP-03': [
    'Gehärtete Systeme, rechtzeitig aktualisiert',
    'Server werden alle zwei Wochen aus einem gehärteten Image ersetzt statt repariert. Zum Internet sind nur die Ports der Lastverteiler offen.',
  ],
  'OP-04': [
    'Verwaltete Geräte',
    'Laptops haben verschlüsselte Datenträger, eine erzwungene Sperre, Schutz vor Schadprogrammen und aktuelle Software, oder sie verlieren den Zugriff.',
  ],
  'OP-05': [
    'Vorfälle nach Plan',
    'Rollen, Schweregrade und Fristen sind festgeschrieben und werden zweimal im Jahr geübt. Betroffene Kunden erfahren binnen 48 Stunden davon; eine Nachbetrachtung ohne Schuldzuweisung liegt binnen zehn Arbeitstagen vor.',
  ],
  'BC-01': [
    'Sicherungskopien werden jedes Quartal erprobt',
    'Datenbanken werden fortlaufend gesichert und jeden Tag verschlüsselt zu einem zweiten Anbieter in Deutschland und Finnland; Sicherungskopien werden 35 Tage aufbewahrt. Jedes Quartal wird alles wiederhergestellt und die Zeit gemessen.',
  ],
  'BC-02': [
    'Betrieb in drei Zonen',
    'Der Ausfall eines Rechenzentrums wird überstanden, ohne dass jemand eingreift. Der Ausfall der Region wird einmal im Jahr geübt; die Ziele sind 4 Stunden und 15 Minuten.',
  ],
  'BC-03': [
    'Eine zweite Region in Bereitschaft',
    'Eine stehende Kopie des Dienstes in einer zweiten Region der EU, die übernehmen kann, statt einer, die dort erst aus Sicherungskopien aufgebaut wird.',
  ],
  'DP-01': [
    'Löschung nach der Uhr',
    'Inhalte werden 30 Tage nach dem Ende des Vertrags gelöscht, aus Sicherungskopien 35 Tage später. Ein Programm weist es jede Nacht nach und schlägt Alarm, wo es das nicht kann.',
  ],
  'DP-02': [
    'Arbeitsbereiche getrennt',
    'Jede Abfrage nennt den Arbeitsbereich, die Datenbank lehnt solche ohne ab, und Tests versuchen bei jeder Veröffentlichung, die Grenze zu überschreiten.',
  ],
};

const scopes: Readonly<Record<string, string>> = {
  'soc-2-type-i': 'Sicherheit, Verfügbarkeit und Vertraulichkeit des Qluster-Dienstes',
  'soc-2-type-ii': 'Sicherheit, Verfügbarkeit und Vertraulichkeit des Qluster-Dienstes',
  'iso-27001': 'Entwicklung und Betrieb des Qluster-Dienstes',
  caiq: 'Der Qluster-Dienst',
};

const questions: Readonly<Record<string, readonly [question: string, answer: string]>> = {
  'where-is-data-kept': [
    'Wo liegen unsere Daten?',
    'Inhalte der Kunden des Qluster-Dienstes liegen im EWR: Dateien in Deutschland und Irland, die Datenbank in Irland, verschlüsselte Sicherungskopien in Deutschland und Finnland. Einige Unterauftragsverarbeiter sehen Teile davon anderswo; das [Verzeichnis](https://qluster.example/trust/de/subprocessors) sagt, welche, wo und auf welcher Grundlage.',
  ],
  'who-can-see-data': [
    'Wer bei Qluster kann unsere Inhalte sehen?',
    'Im Regelfall niemand. Der Support bittet um Zugriff auf einen Arbeitsbereich, dessen Administrator ihn in der Anwendung gewährt; er endet nach 24 Stunden von selbst. Vier Personen in Bereitschaft können die Produktivsysteme erreichen, um eine Störung zu beheben; jede Sitzung wird aufgezeichnet und am nächsten Arbeitstag von jemand anderem gelesen.',
  ],
  'is-data-used-for-ai': [
    'Trainieren Sie KI-Modelle mit unseren Inhalten?',
    'Nein. Weder wir tun das noch die Anbieter, die wir nutzen: ihre Verträge verbieten es. KI-Funktionen sind ausgeschaltet, bis ein Administrator sie einschaltet.',
  ],
  'single-sign-on': [
    'Unterstützen Sie Einmalanmeldung und automatische Kontenverwaltung?',
    'Ja: SAML 2.0 und OpenID Connect in jedem bezahlten Tarif, SCIM 2.0 im Tarif Business. Ein Administrator kann die Einmalanmeldung für alle und für API-Token verlangen.',
  ],
  'encryption-keys': [
    'Können wir einen eigenen Schlüssel verwenden?',
    'Noch nicht. Jeder Arbeitsbereich hat einen eigenen Schlüssel, der in der Schlüsselverwaltung unseres Infrastrukturanbieters liegt. Schlüssel in der Hand der Kunden sind geplant; Maßnahme **CR-05** sagt, wann.',
  ],
  'after-the-contract': [
    'Was geschieht mit unseren Daten, wenn wir gehen?',
    'Sie können jederzeit alles als JSON und Dateien herunterladen, auch noch 30 Tage nach dem Ende des Vertrags.\n\nAm 31. Tag wird es aus den Produktivsystemen gelöscht und binnen weiterer 35 Tage aus Sicherungskopien. Auf Wunsch bestätigen wir das schriftlich.',
  ],
  'penetration-test': [
    'Wie oft werden Sie von anderen geprüft?',
    'Einmal im Jahr durch ein unabhängiges Unternehmen mit Einblick in den Quelltext, und nach Änderungen an der Anmeldung. Kunden erhalten die Zusammenfassung; schwerwiegende Befunde sind behoben, bevor sie geschrieben wird.',
  ],
  'breach-notice': [
    'Wie schnell melden Sie uns eine Verletzung des Schutzes personenbezogener Daten?',
    'Unverzüglich und spätestens 48 Stunden, nachdem wir wissen, dass Ihre personenbezogenen Daten betroffen sind, an den Sicherheitskontakt in Ihrem Konto. Wir schreiben, was wir dann wissen, und ergänzen es, statt zu warten, bis wir alles wissen.',
  ],
  'recovery-times': [
    'Welche Ziele haben Sie für die Wiederherstellung?',
    '| Ziel | Vorgabe | Letzte Übung |\n| --- | --- | --- |\n| Dienst wieder da (RTO) | 4 Stunden | 2 Stunden 35 Minuten |\n| Höchstens verlorene Daten (RPO) | 15 Minuten | 6 Minuten |',
  ],
};

type German = {
  readonly [K in Kind]?: (key: string, facts: FactsOf[K]) => FactsOf[K]['translations'];
};

/** The German of what is stated; what has none here is shown in English. */
export const statedInGerman: German = {
  control(key, { category }) {
    const [title, text] = controls[key] ?? [];
    const name = categories[category];
    if (title === undefined || text === undefined || name === undefined) return undefined;
    return { de: { category: name, title, text } };
  },
  attestation(key) {
    const scope = scopes[key];
    return scope === undefined ? undefined : { de: { scope } };
  },
  question(key) {
    const [question, answer] = questions[key] ?? [];
    return question === undefined || answer === undefined
      ? undefined
      : { de: { question, answer } };
  },
  law: (key) => laws[key] && { de: laws[key] },
  'data-act': (key) => dataAct[key] && { de: dataAct[key] },
  disclosure: () => ({ de: { text: disclosure } }),
};

const laws: Readonly<Record<string, { law?: string; fullName?: string; text: string }>> = {
  gdpr: {
    law: 'DSGVO',
    fullName: 'Verordnung (EU) 2016/679',
    text: 'Für Inhalte der Kunden sind wir Auftragsverarbeiter und handeln auf Weisung des Kunden. Unser Auftragsverarbeitungsvertrag hat den Inhalt von Artikel 28, nennt die Unterauftragsverarbeiter dieser Seiten und enthält die Standardvertragsklauseln (Modul zwei oder drei), soweit Daten den EWR verlassen.\n\nFür Konten, Abrechnung und diese Website sind wir Verantwortlicher.',
  },
  'uk-gdpr': {
    fullName:
      'Datenschutz-Grundverordnung des Vereinigten Königreichs und Data Protection Act 2018',
    text: 'Der Vertrag gilt auch für das Vereinigte Königreich, mit dem International Data Transfer Addendum des ICO.',
  },
  ccpa: {
    fullName: 'California Consumer Privacy Act in der Fassung des CPRA',
    text: 'Wir sind Dienstleister („service provider“). Wir verkaufen personenbezogene Informationen nicht, geben sie nicht im Sinne des Gesetzes weiter („share“) und verbinden, was Kunden uns geben, nicht mit dem, was wir anderswoher haben.',
  },
  hipaa: {
    text: 'Der Qluster-Dienst ist nicht für geschützte Gesundheitsinformationen gedacht, und wir schließen keine „business associate agreements“. Bitte geben Sie solche Daten dort nicht ein.',
  },
};

const dataAct: Readonly<
  Record<string, NonNullable<NonNullable<FactsOf['data-act']['translations']>['de']>>
> = {
  'qluster-service': {
    jurisdictionNote:
      'Ein Teil davon gehört zu Konzernen mit einer Muttergesellschaft in den Vereinigten Staaten, und Qluster Corp. selbst ist eine Gesellschaft nach dem Recht von Delaware.',
    technical:
      'Daten sind bei der Speicherung und der Übertragung verschlüsselt. Die Schlüssel jedes Arbeitsbereichs liegen in der EU und werden nicht ausgeführt. Beschäftigte außerhalb der EU haben keinen dauerhaften Zugriff auf Inhalte; eine Freigabe gilt für einen Arbeitsbereich und 24 Stunden und wird protokolliert.',
    organisational:
      'Das Verlangen einer Behörde geht zuerst an die Rechtsabteilung. Wir prüfen seine Grundlage, begrenzen oder bestreiten es, soweit ihm Unionsrecht oder nationales Recht entgegensteht, und unterrichten den Kunden vor einer Herausgabe, sofern das nicht verboten ist. Für nicht personenbezogene Daten gab es bisher keines.',
    contractual:
      'Unser Vertrag und die mit unseren Infrastrukturanbietern verpflichten jeden, solches Verlangen zu bestreiten, nicht mehr herauszugeben als nötig und den Kunden zu unterrichten.',
  },
  website: {
    technical: 'Die Website enthält Konten und Rechnungen und keine Inhalte der Kunden.',
    organisational: 'Das Verlangen einer Behörde wird ebenso geprüft wie beim Qluster-Dienst.',
    contractual:
      'Die Bedingungen unserer Anbieter verpflichten sie, das Verlangen einer Behörde an uns zu verweisen.',
  },
};

const disclosure = [
  'Sagen Sie uns, was Sie gefunden haben und wie wir es selbst sehen können. Sie müssen nicht fertig sein, und eine Meldung darf anonym sein.',
  '- Ein Mensch antwortet binnen **zwei Arbeitstagen** und sagt binnen zehn, wie wir es einschätzen.\n- Wir gehen nicht rechtlich gegen Forschung vor, die sich an diese Richtlinie hält: eigene Konten, keine Daten anderer, keine Überlastung, keine Täuschung von Menschen.\n- Wir vereinbaren mit Ihnen einen Tag der Veröffentlichung, spätestens 90 Tage nach Ihrer Meldung, und danken Ihnen mit Namen, wenn Sie mögen.',
  'Es geht um qluster.example mit seinen Subdomains, den Qluster-Dienst und seine API. Prämien zahlen wir nicht.',
].join('\n\n');
