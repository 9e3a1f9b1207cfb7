import { AnnexElement, define, drawFoot, isWeb, link, make } from './element.js';

/**
 * A form that the browser sends to the trust centre in a tab of its own: no script reads the answer, no
 * cookie or referrer goes along, and the answer is the same whatever is known of the address.
 */
class AnnexSubscribe extends AnnexElement {
  static document = 'subscribe.json';
  static words = {
    en: {
      address: 'Your e-mail address',
      hint: 'You get one mail with a link to confirm. Without it nothing more is sent.',
      send: 'Subscribe by e-mail',
      consent: ['By this you consent to what stands under ', 'what is kept of you', '. '],
      opens: (host) => `The answer opens in a new tab at ${host}.`,
      other: 'Webhook, Slack, Teams or a feed',
    },
    de: {
      address: 'Ihre E-Mail-Adresse',
      hint: 'Sie erhalten eine E-Mail mit einem Link zur Bestätigung. Ohne sie wird nichts weiter gesendet.',
      send: 'Per E-Mail abonnieren',
      consent: [
        'Damit willigen Sie in das ein, was unter ',
        'was wir von Ihnen speichern',
        ' steht. ',
      ],
      opens: (host) => `Die Antwort öffnet sich in einem neuen Tab bei ${host}.`,
      other: 'Webhook, Slack, Teams oder Feed',
    },
  };

  // A page whose policy names no target for forms stops the sending, and says so here only.
  #onViolation = ({ effectiveDirective }) => {
    if (effectiveDirective === 'form-action') this.fallBack();
  };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('securitypolicyviolation', this.#onViolation);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
  }

  query() {
    return {};
  }

  draw({ channels, topics, services, page, post }, { words, locale }) {
    const isAvailable = channels.some((each) => each.channel === 'email' && each.available);
    const service = this.getAttribute('service');
    const isOffered = !service || services.some(({ slug }) => slug === service);
    if (!isAvailable || !isOffered || !isWeb(post)) return undefined;
    const sent = [
      ['channel', 'email'],
      ['language', locale],
      ['frequency', 'immediate'],
      ...topics.filter(({ usual }) => usual).map(({ topic }) => ['topics', topic]),
      ...(service ? [['services', service]] : []),
    ];
    const [before, linked, after] = words.consent;
    return [
      make(
        'form',
        {
          action: post,
          method: 'post',
          target: '_blank',
          rel: 'noopener noreferrer',
          part: 'form',
        },
        [
          ...sent.map(([name, value]) => make('input', { type: 'hidden', name, value })),
          make('label', { for: 'address', part: 'label' }, [words.address]),
          make('input', addressField),
          make('small', { id: 'hint' }, [words.hint, ' ', words.opens(new URL(post).host)]),
          make('button', { part: 'button' }, [words.send]),
          make('small', {}, [before, link(`${page}#kept`, linked), after]),
        ],
      ),
      drawFoot(link(page, words.other)),
    ];
  }
}

const addressField = {
  id: 'address',
  name: 'address',
  type: 'email',
  autocomplete: 'email',
  required: '',
  'aria-describedby': 'hint',
  part: 'input',
};

define('annex-subscribe', AnnexSubscribe);
