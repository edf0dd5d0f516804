import { documentation } from './documentation.ts';

it('the address of a page may lead to a heading, as GitHub names it', () => {
  const address = 'https://github.com/layerkit/layerkit/blob/main/docs/findings.md';
  expect(documentation('findings')).toBe(address);
  expect(documentation('findings', 'binary/wrong-glibc')).toBe(`${address}#binarywrong-glibc`);
  expect(documentation('findings', 'A function with its layers')).toBe(
    `${address}#a-function-with-its-layers`,
  );
});
