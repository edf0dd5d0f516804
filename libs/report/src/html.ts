import { htmlEscape } from 'escape-goat';

/** A piece of a page, its texts escaped. */
export interface Html {
  readonly html: string;
}

type Content = Html | string | number | readonly Content[];

/** Fills values into a piece of a page: texts are escaped, pieces and lists of pieces stay as they are. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  trusted(parts.map((part, index) => part + render(values[index] ?? '')).join(''));

/** What the product itself wrote: its style and its script. */
export const trusted = (text: string): Html => ({ html: text });

/** A piece that is there only where its value is. */
export const when = <Value>(value: Value | undefined, piece: (value: Value) => Html): Html =>
  value === undefined ? trusted('') : piece(value);

const render = (content: Content): string => {
  if (typeof content === 'string') return htmlEscape(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(render).join('');
};
