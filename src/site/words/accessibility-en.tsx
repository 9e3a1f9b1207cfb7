import type { Child } from 'hono/jsx';

/** The accessibility statement, in the order of the model of Implementing Decision (EU) 2018/1523. */
export const en = {
  title: 'Accessibility',
  description: (name: string) =>
    `How this trust centre of ${name} can be used by everybody, what is known not to work, and whom to tell.`,
  lead: (name: Child): Child => (
    <>
      Everybody should be able to read what {name} publishes here, and to object, ask and subscribe.
      The pages aim at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2, and with it
      at EN 301 549.
    </>
  ),
  parts: [
    {
      id: 'works',
      title: 'How it is made',
      points: [
        'Every page works without JavaScript, without pictures, by keyboard alone and in a text browser. Nothing moves, blinks or ends after a time.',
        'Headings, landmarks, tables and forms are named for screen readers. What a drawing shows also stands in a table.',
        'Nothing is told by colour alone. Contrast is at least 4.5 to 1 in the light and the dark form, and a brand’s own colour is refused below that.',
        'Pages can be enlarged to 400 % and read on 320 pixels without scrolling sideways; wide tables and drawings scroll by themselves.',
        'What is wrong in a form is said first, and at each field, with what to do; nothing that was typed is lost.',
        'Each text says in which language it is.',
      ],
    },
    {
      id: 'limits',
      title: 'What is known not to be accessible',
      points: [
        'Documents that were made elsewhere, such as audit reports as PDF, may lack tags and alternatives. The PDF files that this trust centre writes itself are tagged.',
        'The world map and the data flow are drawings for the eye; the tables behind them say the same.',
        'Where the list is shown inside another website, that site decides on what is around it.',
      ],
    },
    {
      id: 'tested',
      title: 'How that is known',
      points: [
        'By self-assessment: each version of the software, Annex, is tested page by page in a browser, by the rules of axe and by keyboard, on a wide and on a narrow screen, in light and dark, and with texts that do not fit. No outside body has audited it.',
      ],
    },
  ],
  contact: 'If something does not work for you',
  contactLead: (form: (text: string) => Child): Child => (
    <>
      {form('Write to us')}, and say which page it is and what you use. We give you the content in
      another form meanwhile.
    </>
  ),
};

export type AccessibilityWords = typeof en;
