import type { Element, ElementContent } from 'hast';
import type { Language } from '../core/language.ts';
import { markdownWords } from './markdown-words.ts';
import { allElements, element, findElement, text, wordsOf } from './page-tree.ts';

export type Where = {
  /** Address of the overview. */
  readonly root: string;
  /** Address of the page. */
  readonly address: string;
  readonly language: Language;
};

/** More to choose from than this is a list of its own: countries, languages. */
const mostChoices = 12;

/**
 * What a form asks, and where: filled in on the page, or sent by program as the description of the API
 * says. A form that narrows a page is the parameters of its address.
 */
export function describeForm(form: Element, { root, address, language }: Where): ElementContent[] {
  const sends = String(form.properties['method'] ?? 'get').toLowerCase() === 'post';
  const fields = fieldsOf(form, !sends);
  if (fields.length === 0) return [];
  const action = new URL(String(form.properties['action'] ?? ''), address).href;
  const { form: said, filter } = markdownWords[language];
  const words = sends
    ? [text(said[0]), linkTo(action), text(said[1]), linkTo(`${root}/openapi.json`), text(said[2])]
    : [text(filter)];
  const items = fields.map((field) => element('li', field));
  return [element('p', words), element('ul', items)];
}

function linkTo(address: string): Element {
  return element('a', [text(address)], { href: address });
}

const controls = ['input', 'select', 'textarea'];

/** Each field once, with its label and what there is to choose; `named` as in an address. */
function fieldsOf(form: Element, named: boolean): ElementContent[][] {
  const inside = allElements(form.children);
  const labelOf = labelsAmong(inside);
  const asked = inside.filter((each) => controls.includes(each.tagName) && isAsked(each));
  const byName = Map.groupBy(asked, ({ properties }) => String(properties['name']));
  return [...byName].map(([name, fields]) => {
    const group = inside.find(
      ({ tagName, children }) =>
        tagName === 'fieldset' && allElements(children).some((each) => fields.includes(each)),
    );
    const choices = fields.flatMap((field) => choicesOf(field, labelOf, named));
    const label = (group && legendOf(group)) || fields.slice(0, 1).map(labelOf).join('');
    const isShort = choices.length > 0 && choices.length <= mostChoices && choices.join() !== label;
    const said = text(isShort ? `${label}: ${choices.join('; ')}` : label);
    return named ? [element('code', [text(name)]), text(', '), said] : [said];
  });
}

function isAsked({ properties: { type, name } }: Element): boolean {
  return name !== undefined && !['hidden', 'submit'].includes(String(type));
}

type LabelOf = (control: Element) => string;

/** An address wants the values, a person the words. */
function choicesOf(field: Element, labelOf: LabelOf, named: boolean): readonly string[] {
  const isBox = ['radio', 'checkbox'].includes(String(field.properties['type']));
  const options = allElements(field.children).filter(({ tagName }) => tagName === 'option');
  return [...(isBox ? [field] : []), ...options].map((option) => {
    const { value } = option.properties;
    const words = isBox ? labelOf(option) : wordsOf(option);
    return named && value ? `${words} (${String(value)})` : words;
  });
}

/** The words of the label of a control: around it, or naming its id. */
function labelsAmong(inside: readonly Element[]): LabelOf {
  const labels = inside.filter(({ tagName }) => tagName === 'label');
  return (control) => {
    const { id, ariaLabel, name } = control.properties;
    const label = labels.find(
      ({ properties, children }) =>
        (id !== undefined && String(properties['htmlFor']) === id) ||
        allElements(children).includes(control),
    );
    return label === undefined ? String(ariaLabel ?? name) : wordsOf(label);
  };
}

function legendOf({ children }: Element): string {
  const legend = findElement(children, ({ tagName }) => tagName === 'legend');
  return legend === undefined ? '' : wordsOf(legend);
}
