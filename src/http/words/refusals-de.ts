/** By the English sentence, as the service or the schema says it: of all that a page can show. */
const sentences = new Map(
  Object.entries({
    // Fields of every form.
    'Contains half of a character (a lone surrogate).':
      'Der Text enthält ein unvollständiges Zeichen.',
    'Contains a control or invisible formatting character; remove it.':
      'Der Text enthält ein Steuerzeichen oder ein unsichtbares Zeichen; bitte entfernen Sie es.',
    'Must be text.': 'Hier wird Text erwartet.',
    'Must not be blank.': 'Bitte füllen Sie dieses Feld aus.',
    'Must be an e-mail address.': 'Bitte geben Sie eine E-Mail-Adresse an.',
    'Must be an e-mail address, e.g. privacy@company.example.':
      'Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel privacy@company.example.',
    'Must be an e-mail address, e.g. privacy@vendor.example.':
      'Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel privacy@vendor.example.',
    'Must be an e-mail address or a web address.':
      'Bitte geben Sie eine E-Mail-Adresse oder eine Webadresse an.',
    'Write your e-mail address here.': 'Bitte geben Sie hier Ihre E-Mail-Adresse an.',
    'Letters outside ASCII before the @ are not understood by all mail servers.':
      'Umlaute und andere Zeichen außerhalb von ASCII vor dem @ versteht nicht jeder Mailserver.',
    'Some values are not acceptable; nothing was stored.':
      'Manches konnte nicht angenommen werden; gespeichert ist nichts.',
    'There is no such field here. Check the spelling in the API reference.':
      'Dieses Feld gibt es hier nicht.',
    'Must be true or false.': 'Hier wird Ja oder Nein erwartet.',
    'Must be a list.': 'Hier wird eine Liste erwartet.',
    'Must be a number.': 'Hier wird eine Zahl erwartet.',
    'The form could not be read.': 'Das Formular ließ sich nicht lesen.',
    'The request could not be read.': 'Die Anfrage ließ sich nicht lesen.',
    'Send a form, or JSON with "Content-Type: application/json".':
      'Bitte senden Sie das Formular der Seite.',
    'Must be lower-case letters, digits and single hyphens, e.g. amazon-web-services.':
      'Bitte wählen Sie unter dem Gezeigten.',
    'Choose one.': 'Bitte wählen Sie eines aus.',
    'as_of must be a day that exists, as YYYY-MM-DD, or an instant with its offset, e.g. 2026-03-01T10:00:00Z.':
      'as_of muss ein Tag sein, den es gibt, in der Form JJJJ-MM-TT, oder ein Zeitpunkt mit Abstand zur Weltzeit, zum Beispiel 2026-03-01T10:00:00Z.',
    'known_at must be a day that exists, as YYYY-MM-DD, or an instant with its offset, e.g. 2026-03-01T10:00:00Z.':
      'known_at muss ein Tag sein, den es gibt, in der Form JJJJ-MM-TT, oder ein Zeitpunkt mit Abstand zur Weltzeit, zum Beispiel 2026-03-01T10:00:00Z.',
    'The range is turned round: “from” names a later list than “to”. Exchange the two.':
      'Die Spanne ist verkehrt herum: „from“ nennt eine spätere Liste als „to“. Bitte vertauschen Sie beide.',
    // Links in letters.
    'This link is not one of ours.': 'Dieser Link stammt nicht von uns.',
    'This link is not one of ours. Copy it whole from the message that it stands in.':
      'Dieser Link stammt nicht von uns. Bitte kopieren Sie ihn vollständig aus der Nachricht, in der er steht.',
    'This link is not in force any more, and what it led to is erased.':
      'Dieser Link gilt nicht mehr, und wohin er führte, ist gelöscht.',
    'This link is not in force any more. Subscribe again to get a new one.':
      'Dieser Link gilt nicht mehr. Mit einem neuen Abonnement erhalten Sie einen neuen.',
    'What this link led to is erased.': 'Wohin dieser Link führte, ist gelöscht.',
    'What this link led to is erased, so nothing is added to it.':
      'Wohin dieser Link führte, ist gelöscht; es kann nichts mehr hinzugefügt werden.',
    // Subscriptions.
    'Choose at least one topic.': 'Bitte wählen Sie mindestens ein Thema.',
    'Names a service that does not exist here. Choose among those shown.':
      'Diesen Dienst gibt es hier nicht. Bitte wählen Sie unter den gezeigten.',
    'A webhook is told at once; a program needs no digest.':
      'Ein Webhook wird immer sofort benachrichtigt; ein Programm braucht keine Zusammenfassung.',
    'A contact is kept for webhooks only: leave it empty.':
      'Einen Ansprechpartner gibt es nur bei Webhooks: Bitte leer lassen.',
    'Write the address here that messages are posted to.':
      'Bitte geben Sie hier die Adresse an, an die Nachrichten gesendet werden.',
    'Must be a web address, e.g. https://hooks.company.example/trust.':
      'Bitte geben Sie eine Webadresse an, zum Beispiel https://hooks.company.example/trust.',
    'Must not hold a user or a password; put a secret into the path or check the signature.':
      'Benutzername und Passwort dürfen nicht enthalten sein; ein Geheimnis kann im Pfad stehen, oder prüfen Sie die Signatur.',
    'Must not have a part behind #: it is never sent.':
      'Ein Teil hinter # ist nicht möglich: Er würde nie gesendet.',
    'Must not lead back to this trust centre.':
      'Die Adresse darf nicht zu diesem Trust Center zurückführen.',
    'Must begin with https://.': 'Die Adresse muss mit https:// beginnen.',
    'Must name a host that can be reached from the internet, not an address of numbers.':
      'Bitte nennen Sie einen Host, der aus dem Internet erreichbar ist, keine Adresse aus Zahlen.',
    'Must be the address of an incoming webhook of Slack: https://hooks.slack.com/….':
      'Bitte geben Sie die Adresse eines eingehenden Webhooks von Slack an: https://hooks.slack.com/….',
    'Must be the address that a Teams workflow "When a Teams webhook request is received" gives.':
      'Bitte geben Sie die Adresse an, die der Teams-Workflow „When a Teams webhook request is received“ nennt.',
    'Give both days with a time of day, in UTC.':
      'Bitte geben Sie beide Tage mit Uhrzeit an, in UTC.',
    'The range must end after it begins.': 'Der Zeitraum muss nach seinem Anfang enden.',
    'The range has at most seven days.': 'Der Zeitraum umfasst höchstens sieben Tage.',
    'Only to an active webhook something can be sent again.':
      'Nur an einen aktiven Webhook kann etwas erneut gesendet werden.',
    'Only an active webhook or chat channel can be tested.':
      'Nur ein aktiver Webhook oder Chatkanal kann getestet werden.',
    'Only a webhook that has answered its challenge gets a new secret.':
      'Nur ein Webhook, der seine Prüfanfrage beantwortet hat, erhält ein neues Geheimnis.',
    'Only what is active can be paused.': 'Nur ein aktives Abonnement lässt sich unterbrechen.',
    'Only the contact of a contract can be changed here.':
      'Nur der Ansprechpartner eines Vertrags lässt sich hier ändern.',
    'This is not confirmed yet.': 'Das ist noch nicht bestätigt.',
    'Your contract names this contact for notices: it is told of each at once.':
      'Ihr Vertrag nennt diesen Ansprechpartner für Mitteilungen: Er erhält jede sofort.',
    'Your contract says that this contact is told of it: it can not be left out.':
      'Nach Ihrem Vertrag wird dieser Ansprechpartner darüber informiert; es lässt sich nicht abwählen.',
    'Your contract says that this contact is told of changes, so it can not end here. Change the contact instead.':
      'Nach Ihrem Vertrag wird dieser Ansprechpartner über Änderungen informiert; das lässt sich hier nicht beenden. Nennen Sie stattdessen einen anderen.',
    'A contract contact does not end here. Change it by its own link.':
      'Ein Ansprechpartner nach Vertrag lässt sich hier nicht abmelden. Ändern Sie ihn über seinen eigenen Link.',
    'No mail can be sent from here yet.': 'Von hier kann noch keine E-Mail gesendet werden.',
    'No mail can be sent from here yet. Follow a feed, or subscribe a webhook or a chat channel.':
      'Von hier kann noch keine E-Mail gesendet werden. Folgen Sie einem Feed, oder abonnieren Sie mit einem Webhook oder Chatkanal.',
    'Nothing is sent to this address any more.': 'An diese Adresse wird nichts mehr gesendet.',
    'Nothing is sent to this address any more. Ask us if that is to change.':
      'An diese Adresse wird nichts mehr gesendet. Schreiben Sie uns, wenn sich das ändern soll.',
    'There is nothing to confirm.': 'Es gibt nichts zu bestätigen.',
    'This subscription has ended.': 'Dieses Abonnement ist beendet.',
    'This subscription has ended, and nothing is kept of its address.':
      'Dieses Abonnement ist beendet, und seine Adresse ist gelöscht.',
    'This subscription has ended. Subscribe again if you want to.':
      'Dieses Abonnement ist beendet. Sie können jederzeit neu abonnieren.',
    'It was confirmed already. Every message has a link to see or change it.':
      'Es ist bereits bestätigt. In jeder Nachricht steht ein Link, um es anzusehen oder zu ändern.',
    'It was not confirmed within 72 hours. Subscribe again.':
      'Es wurde nicht innerhalb von 72 Stunden bestätigt. Bitte abonnieren Sie noch einmal.',
    // The contact form.
    'Choose what it is about.': 'Bitte wählen Sie, worum es geht.',
    'Say for which company.': 'Bitte geben Sie an, für welches Unternehmen.',
    'Must be the number of a change.': 'Bitte wählen Sie eine der Änderungen.',
    'Only with the topics document and contract-clauses.':
      'Das geht nur bei einer Anfrage nach Dokumenten oder Vertragsklauseln.',
    'Only with the topic objection.': 'Das geht nur bei einem Einspruch.',
    'The files have at most 4 MB together.': 'Die Dateien haben zusammen höchstens 4 MB.',
    'No files go with this: leave them out. You can write once more, as a question.':
      'Hierzu lassen sich keine Dateien senden: Bitte lassen Sie sie weg. Sie können sie mit einer weiteren Nachricht senden, als Frage.',
    'Has at most 2 MB as a file.': 'Eine Datei hat höchstens 2 MB.',
    'There is no attachment of this id.': 'Diese Datei gibt es hier nicht.',
    // Objections.
    'There is no change of this number.': 'Eine Änderung mit dieser Nummer gibt es nicht.',
    'This case is closed, so nothing can be added to it.':
      'Der Fall ist geschlossen; es kann nichts mehr hinzugefügt werden.',
    // Documents on request.
    'There is no document of this name that can be asked for.':
      'Ein solches Dokument, das man anfordern könnte, gibt es nicht.',
    'This document is public: download it, nobody has to be asked.':
      'Dieses Dokument ist öffentlich: Sie können es herunterladen, ohne zu fragen.',
    'This document cannot be had yet: it has no version in force.':
      'Dieses Dokument ist noch nicht verfügbar: Von ihm gilt noch keine Fassung.',
    'Must be a list of documents.': 'Bitte wählen Sie Dokumente aus der Liste.',
    'Name a document.': 'Bitte nennen Sie ein Dokument.',
    'Choose a document.': 'Bitte wählen Sie ein Dokument.',
    'Must be the id of a document.': 'Bitte wählen Sie ein Dokument.',
    'Tick the box if you accept; otherwise leave the page as it is.':
      'Bitte setzen Sie den Haken, wenn Sie annehmen; sonst lassen Sie die Seite, wie sie ist.',
    'Must be the hash of the text.': 'Bitte laden Sie die Seite neu.',
    'The text has changed since you opened this page. Please read it again: what you see now is what you would accept.':
      'Der Text hat sich geändert, seit Sie diese Seite geöffnet haben. Bitte lesen Sie ihn noch einmal: Sie würden annehmen, was Sie jetzt sehen.',
    'Only whoever has confirmed their address here can accept. Somebody else asks with a request of their own.':
      'Nur wer hier seine Adresse bestätigt hat, kann annehmen. Alle anderen stellen eine eigene Anfrage.',
    'There is nothing to sign here now.': 'Hier gibt es gerade nichts anzunehmen.',
    'Confirm first that the address is yours.':
      'Bitte bestätigen Sie zuerst, dass die Adresse Ihnen gehört.',
    'This request is closed, so nothing can be added to it. Send another.':
      'Diese Anfrage ist geschlossen; es kann nichts mehr hinzugefügt werden. Bitte stellen Sie eine neue.',
    'Ask for it first: what you are given is fetched from the page behind the link that is mailed to you. Programs send their token as "Authorization: Bearer axt_…".':
      'Bitte fordern Sie es zuerst an: Was Sie erhalten, rufen Sie auf der Seite hinter dem Link ab, der Ihnen gesendet wird. Programme senden ihr Token als „Authorization: Bearer axt_…“.',
    'The quarter of an hour for which this link was opened is over, or what you were given was taken back. Ask for another link on the page of your request; its address stands in each mail about it.':
      'Die Viertelstunde, für die dieser Link geöffnet war, ist vorbei, oder der Zugang wurde zurückgenommen. Einen neuen Link erhalten Sie auf der Seite Ihrer Anfrage; ihre Adresse steht in jeder E-Mail dazu.',
    'The quarter of an hour for which your link was opened is over. To get another link, open the page of your request; its address stands in each mail about it.':
      'Die Viertelstunde, für die Ihr Link geöffnet war, ist vorbei. Einen neuen Link erhalten Sie auf der Seite Ihrer Anfrage; ihre Adresse steht in jeder E-Mail dazu.',
    'This version was withdrawn, so it is not given out any more.':
      'Diese Fassung wurde zurückgezogen und wird nicht mehr herausgegeben.',
    'You were given other documents, and not this one.':
      'Sie haben andere Dokumente erhalten, dieses aber nicht.',
    'You were given another version of this document.':
      'Sie haben eine andere Fassung dieses Dokuments erhalten.',
    'The time for which you were given it has not begun.':
      'Die Zeit, für die Sie es erhalten haben, hat noch nicht begonnen.',
    'The time for which you were given it is over.':
      'Die Zeit, für die Sie es erhalten haben, ist vorbei.',
    'It was taken back. Write to us if you think that this is a mistake.':
      'Der Zugang wurde zurückgenommen. Schreiben Sie uns, wenn Sie das für einen Irrtum halten.',
    'All of your downloads are used. Write to us on the page of your request for more.':
      'Alle Downloads sind verbraucht. Wenn Sie weitere brauchen, schreiben Sie uns auf der Seite Ihrer Anfrage.',
    'This link was used already: each opens the documents once.':
      'Dieser Link wurde schon benutzt: Jeder öffnet die Dokumente einmal.',
    'This link has expired, or a newer one was sent after it.':
      'Dieser Link ist abgelaufen, oder danach wurde ein neuerer gesendet.',
    'No mail can be sent from here, so no link can be sent.':
      'Von hier kann keine E-Mail gesendet werden, also auch kein Link.',
    'There is nothing to fetch: what was given has ended, or all of its downloads are used.':
      'Es gibt nichts abzurufen: Der Zugang ist beendet, oder alle Downloads sind verbraucht.',
    'What this link led to was given for a time, and that has ended. Ask for the document again.':
      'Der Zugang hinter diesem Link war befristet und ist beendet. Fordern Sie das Dokument noch einmal an.',
    'Too many copies are fetched at once. Try again in a moment.':
      'Es werden gerade zu viele Kopien abgerufen. Versuchen Sie es gleich noch einmal.',
    'The file could not be marked with your name, so it is not given out. Nothing was counted; write to us.':
      'Die Datei ließ sich nicht mit Ihrem Namen versehen und wird deshalb nicht herausgegeben. Gezählt wurde nichts; bitte schreiben Sie uns.',
    'What was given to you ended or was used up while the copy was made. Nothing was counted.':
      'Ihr Zugang endete oder war verbraucht, während die Kopie erstellt wurde. Gezählt wurde nichts.',
    'There is no newer version of this document to renew it for.':
      'Von diesem Dokument gibt es keine neuere Fassung.',
    'This cannot be renewed by itself. Write to us on the page of your request; a person looks at it.':
      'Das lässt sich nicht von selbst erneuern. Schreiben Sie uns auf der Seite Ihrer Anfrage; ein Mensch sieht es sich an.',
    'What was given to you is not for programs. Ask us for that.':
      'Ihr Zugang gilt nicht für Programme. Fragen Sie uns danach.',
    'This token has ended already.': 'Dieses Token gilt bereits nicht mehr.',
    'There is no token of this id.': 'Dieses Token gibt es nicht.',
    // A customer’s own page.
    'Choose one of the contacts.': 'Bitte wählen Sie einen der Ansprechpartner.',
    'Choose one of the contacts that stand on this page.':
      'Bitte wählen Sie einen der Ansprechpartner auf dieser Seite.',
    'Many corrections wait for us already. Write to us instead, if it is urgent.':
      'Es warten schon viele Berichtigungen auf uns. Wenn es eilt, schreiben Sie uns bitte.',
    'This change was not announced to you.': 'Diese Änderung wurde Ihnen nicht angekündigt.',
    // Privacy requests.
    'Choose what you ask for.': 'Bitte wählen Sie, worum Sie bitten.',
    'Say for whom you ask, or leave out who asks.':
      'Bitte geben Sie an, für wen Sie anfragen, oder lassen Sie Ihre eigenen Angaben weg.',
    'Must be your name.': 'Bitte geben Sie Ihren Namen an.',
    'Must be another than that of the person.':
      'Bitte geben Sie eine andere Adresse an als die der Person.',
    'The person has not let you ask for them.':
      'Die Person hat Ihnen nicht erlaubt, für sie anzufragen.',
    'This request is closed, so nothing can be added to it.':
      'Diese Anfrage ist geschlossen; es kann nichts mehr hinzugefügt werden.',
    'This request is closed.': 'Diese Anfrage ist geschlossen.',
    'Only the person whose data it is about can say that.':
      'Das kann nur die Person sagen, um deren Daten es geht.',
    'There is no denial to appeal against.':
      'Es gibt keine Ablehnung, die noch einmal geprüft werden könnte.',
    'The appeal is decided; that is our last word.':
      'Die erneute Prüfung ist abgeschlossen; dabei bleibt es.',
    'No copy is ready: it was opened already, or its time is over. Write to us here, and you get another.':
      'Es liegt keine Kopie bereit: Sie wurde schon geöffnet, oder ihre Zeit ist vorbei. Schreiben Sie uns hier, dann erhalten Sie eine neue.',
    'No copy is ready to be fetched.': 'Es liegt keine Kopie zum Abruf bereit.',
  }),
);

const fileTypes = 'PDF, PNG, JPEG, WebP, DOCX, XLSX, CSV, EML und reiner Text';

/** Those with values in them. */
const patterns: readonly (readonly [RegExp, (...values: string[]) => string])[] = [
  [/^Has at most (\d+) characters\.$/, (most) => `Höchstens ${most} Zeichen.`],
  [/^Is at most (\d+) items\.$/, (most) => `Höchstens ${most} Angaben.`],
  [/^Has at most (\d+) items\.$/, (most) => `Höchstens ${most} Angaben.`],
  [/^Has at most (\d+) documents\.$/, (most) => `Höchstens ${most} Dokumente.`],
  [/^Is at most (\d+)\.$/, (most) => `Höchstens ${most}.`],
  [/^(?:Is|Must be) one of .+\.$/, () => 'Bitte wählen Sie eine der gezeigten Möglichkeiten.'],
  [/^A request body has at most (\d+) kB here\.$/, (most) => `Höchstens ${most} kB.`],
  [
    /^That is more than is taken here\. Try again in (?:a|(\d+)) minutes?\.$/,
    (minutes) =>
      `Das ist mehr, als hier angenommen wird. Versuchen Sie es in ${minutes ? `${minutes} Minuten` : 'einer Minute'} noch einmal.`,
  ],
  [
    /^At most (\d+) files go with a message\.$/,
    (most) => `Mit einer Nachricht gehen höchstens ${most} Dateien.`,
  ],
  [/^File (\d+) is empty\.$/, (place) => `Datei ${place} ist leer.`],
  [/^File (\d+) has more than 2 MB\.$/, (place) => `Datei ${place} hat mehr als 2 MB.`],
  [
    /^File (\d+) cannot be attached: .+\.$/,
    (place) =>
      `Datei ${place} lässt sich nicht anhängen: Ihrem Inhalt nach ist sie nichts von ${fileTypes}.`,
  ],
  [
    /^An inquiry takes (\d+) files, and these would be more\. .+$/,
    (most) =>
      `Zu einer Anfrage gehören höchstens ${most} Dateien, und mit diesen wären es mehr. Senden Sie den Text ohne sie.`,
  ],
  [
    /^Change (\d+) was withdrawn and will not take effect, .+$/,
    (change) =>
      `Änderung ${change} wurde zurückgezogen und wird nicht wirksam; es gibt nichts, wogegen Sie Einspruch erheben könnten.`,
  ],
  [
    /^Another change has taken the place of change (\d+)\. .+$/,
    (change) =>
      `An die Stelle von Änderung ${change} ist eine andere getreten. Bitte erheben Sie gegen diese Einspruch.`,
  ],
  [
    /^Change (\d+) has taken the place of change (\d+)\. .+$/,
    (fresh, old) =>
      `Änderung ${fresh} ist an die Stelle von Änderung ${old} getreten. Bitte erheben Sie gegen diese Einspruch.`,
  ],
  [
    /^There are (\d+) tokens already\. .+$/,
    (most) => `Es gibt schon ${most} Tokens. Widerrufen Sie eines, das nicht mehr gebraucht wird.`,
  ],
  [
    /^Under .+ one cannot ask for .+$/,
    () => 'Das kann man nach diesem Recht nicht verlangen. Bitte wählen Sie unter dem Gezeigten.',
  ],
  [
    /^The last day to appeal was (\d{4})-(\d\d)-(\d\d)\.$/,
    (year, month, day) =>
      `Der letzte Tag, um eine erneute Prüfung zu verlangen, war der ${day}.${month}.${year}.`,
  ],
];

/** Undefined where there is no German for it: the page shows the English and says so. */
export function inGerman(detail: string): string | undefined {
  const said = sentences.get(detail);
  if (said !== undefined) return said;
  for (const [pattern, words] of patterns) {
    const found = pattern.exec(detail);
    if (found) return words(...found.slice(1));
  }
  return undefined;
}
