import { redactCredentials } from '@layerkit/failure';

/** An option of a requirements file that names a place of packages (pip, "Global options"). */
export type PlaceLine =
  | { readonly kind: 'place'; readonly as: 'main' | 'extra' | 'find-links'; readonly place: string }
  | { readonly kind: 'ignored'; readonly note: string }
  | { readonly kind: 'problem'; readonly problem: string };

/** Parses -i, --extra-index-url, -f and --trusted-host with their long forms. Undefined for another option. */
export const parsePlaceLine = (text: string): PlaceLine | undefined => {
  const [, option = '', place = ''] = shape.exec(text) ?? [];
  if (option === '') return undefined;
  if (/^(?:"[^"]*"|'[^']*')$/.test(place)) return placeLine(option, place.slice(1, -1), text);
  return placeLine(option, place, text);
};

const shape =
  /^(-i|--index-url|--pypi-url|--extra-index-url|-f|--find-links|--trusted-host)(?:\s*=\s*|\s+|(?<=^-[if]))(\S.*)$/;

const placeLine = (option: string, place: string, text: string): PlaceLine => {
  if (/\s/.test(place))
    return {
      kind: 'problem',
      problem: `“${redactCredentials(text)}” names several places; write one a line`,
    };
  if (option === '--trusted-host')
    return { kind: 'ignored', note: '--trusted-host is ignored: certificates are always checked' };
  return { kind: 'place', as: kinds[option] ?? 'main', place };
};

const kinds: Readonly<Partial<Record<string, 'extra' | 'find-links'>>> = {
  '--extra-index-url': 'extra',
  '-f': 'find-links',
  '--find-links': 'find-links',
};
