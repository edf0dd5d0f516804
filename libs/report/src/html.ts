import { printableLine } from '@layerkit/failure';
import { htmlEscape } from 'escape-goat';

/** A piece of a page with escaped texts. */
export interface Html {
  readonly html: string;
}

type Content = Html | string | number | readonly Content[];

/**
 * Fills values into a piece of a page. Texts are escaped, without credentials, and with control characters made visible;
 * pieces and lists of pieces are not.
 */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  trusted(parts.map((part, index) => part + render(values[index] ?? '')).join(''));

/** Marks text that layerkit itself wrote, such as its style and script, as safe. */
export const trusted = (text: string): Html => ({ html: text });

/** Returns a piece if its value is defined, otherwise an empty piece. */
export const when = <Value>(value: Value | undefined, piece: (value: Value) => Html): Html =>
  value === undefined ? trusted('') : piece(value);

const render = (content: Content): string => {
  if (typeof content === 'string') return htmlEscape(printableLine(content));
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(render).join('');
};
