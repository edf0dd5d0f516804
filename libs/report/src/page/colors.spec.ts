import { style } from './files-of-page.ts';

/** Returns the colors of one scheme by name, as red, green and blue from 0 to 255. */
const colorsOf = (rule: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...rule.matchAll(/--(\w+): #([0-9a-f]{3,6});/g)].map(([, name = '', digits = '']) => {
      const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
      return [name, [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16))];
    }),
  );

/** The relative luminance of WCAG 2.2. */
const luminance = (color: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = color
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
const contrast = (one: readonly number[], other: readonly number[]): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const [light = '', dark = ''] = [...style.matchAll(/:root \{[^}]*\}/g)].map(([rule]) => rule);
const texts = ['text', 'dim', 'error', 'warning', 'note', 'good'];
const tiles = ['python', 'binary', 'metadata', 'data'];

it.each([
  ['light', light],
  ['dark', dark],
])('texts have the contrast of WCAG AA in the %s scheme', (_, rule) => {
  const colors = colorsOf(rule);
  const pairs = [
    ...texts.flatMap((text) => ['page', 'soft'].map((under) => [text, under] as const)),
    ...tiles.map((under) => ['text', under] as const),
  ];
  const poor = pairs
    .map(([over, under]) => ({
      pair: `${over} on ${under}`,
      ratio: contrast(colors.get(over) ?? [], colors.get(under) ?? []),
    }))
    .filter(({ ratio }) => ratio < 4.5);
  expect(poor).toEqual([]);
});

it('both schemes set the same colors', () => {
  expect([...colorsOf(dark).keys()]).toEqual([...colorsOf(light).keys()]);
});
