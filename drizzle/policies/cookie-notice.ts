/** The cookie notice of the invented Qluster Corp. in two languages. */
export const cookieNotice = {
  en: `---
title: Cookie notice
description: Which cookies there are, and why there is no banner.
---
## This trust centre

<!-- annex:cookies -->
<!-- /annex:cookies -->

<!-- annex:analytics -->
<!-- /annex:analytics -->

## Where customers sign in

Whoever signs in to Qluster gets one cookie, without which nobody could stay signed in:

| Name | Set by | What for | How long |
| --- | --- | --- | --- |
| qluster_session | qluster.example | Keeps you signed in | Until you sign out, at most 12 hours |

It is strictly necessary for the service that you ask for (Art. 5(3) of Directive 2002/58/EC), so the law asks for no consent. There are no other cookies, no third-party trackers, and nothing that follows you to other websites.

## What you can do

You may delete the cookie or forbid it in your browser; then you have to sign in again each time. Signals such as Global Privacy Control are respected by their nature: there is nothing here to switch off.
`,
  de: `---
title: Hinweis zu Cookies
description: Welche Cookies es gibt, und warum hier kein Banner steht.
---
## Dieses Trust Center

<!-- annex:cookies -->
<!-- /annex:cookies -->

<!-- annex:analytics -->
<!-- /annex:analytics -->

## Wo Kunden sich anmelden

Wer sich bei Qluster anmeldet, erhält ein einziges Cookie, ohne das niemand angemeldet bliebe:

| Name | Gesetzt von | Wozu | Wie lange |
| --- | --- | --- | --- |
| qluster_session | qluster.example | Hält Sie angemeldet | Bis zur Abmeldung, höchstens 12 Stunden |

Es ist für den gewünschten Dienst unbedingt erforderlich (Art. 5 Abs. 3 der Richtlinie 2002/58/EG, § 25 Abs. 2 Nr. 2 TDDDG), daher verlangt das Gesetz keine Einwilligung. Weitere Cookies, Tracker von Dritten oder etwas, das Ihnen auf andere Seiten folgt, gibt es nicht.

## Was Sie tun können

Sie können das Cookie löschen oder im Browser verbieten; dann müssen Sie sich jedes Mal neu anmelden. Signale wie Global Privacy Control sind damit schon beachtet: Hier gibt es nichts abzuschalten.
`,
} as const;
