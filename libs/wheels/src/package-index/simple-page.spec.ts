import { sha256Of } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import { parseHtmlPage } from './html-page.ts';
import { parseJsonPage } from './simple-page.ts';

const page = new URL('https://host.example/simple/some-project/');
const digest = sha256Of('some bytes');

it('relative URLs are resolved against the page, or against its base element', async () => {
  const anchor = `<a href="../../f/a-1-py3-none-any.whl#sha256=${digest}">a</a>`;
  expect((await parseHtmlPage(anchor, page))[0]?.url.href).toBe(
    'https://host.example/f/a-1-py3-none-any.whl',
  );
  const elsewhere = await parseHtmlPage(`<base href="https://cdn.example/x/y/">${anchor}`, page);
  expect(elsewhere[0]?.url.href).toBe('https://cdn.example/f/a-1-py3-none-any.whl');
});

it('the digest may be anywhere in the fragment, and a file without one is listed too', async () => {
  const anchors = [
    '<a href="a-1.whl">no digest</a>',
    '<a href="b-1.whl#md5=0123">another digest</a>',
    `<A HREF='c-1.whl#egg=c&amp;sha256=${digest.toUpperCase()}'>upper case</A>`,
    '<a name="anchor">no address</a>',
    '<a href="http://[broken/d-1.whl#sha256=00">broken</a>',
  ];
  const found = await parseHtmlPage(`<html><!-- <a href="x#sha256=${digest}"> -->${anchors.join('')}`, page);
  expect(found.map(({ fileName, sha256 }) => [fileName, sha256])).toEqual([
    ['a-1.whl', undefined],
    ['b-1.whl', undefined],
    ['c-1.whl', digest],
  ]);
});

it('a JSON page and an HTML page of the same files give the same result', async () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_.+!]{1,30}\.whl$/);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ name, query: fc.boolean() }), { selector: (f) => f.name }),
      async (files) => {
        const href = (file: (typeof files)[number]) =>
          `../../d/${encodeURIComponent(file.name)}${file.query ? '?a=1&b=2' : ''}`;
        const json = files.map((file) => ({
          filename: file.name,
          url: href(file),
          hashes: { sha256: sha256Of(file.name) },
          'requires-python': file.query ? '>=3.9' : null,
          yanked: file.query ? '' : false,
        }));
        const html = files.map(
          (file) =>
            `<a href="${href(file).replaceAll('&', '&amp;')}#sha256=${sha256Of(file.name)}"${file.query ? ' data-requires-python="&gt;=3.9" data-yanked=""' : ''}>${file.name}</a>`,
        );
        const fromJson = parseJsonPage(JSON.stringify({ files: json }), page);
        expect(await parseHtmlPage(html.join('\n'), page)).toEqual(fromJson);
        expect(fromJson.map(({ fileName }) => fileName)).toEqual(files.map((file) => file.name));
      },
    ),
  );
});

it('an invalid project page is an error', () => {
  expect(() => parseJsonPage('{"files": [{"url": 7}]}', page)).toThrow();
  expect(() => parseJsonPage('<html>', page)).toThrow();
});

it('a page from the network can’t refer to local files, but a page from a folder can', async () => {
  const anchor = `<a href="file:///srv/a-1.whl#sha256=${digest}">a</a>`;
  expect(await parseHtmlPage(anchor, page)).toEqual([]);
  const json = { files: [{ filename: 'a', url: 'file:///srv/a-1.whl', hashes: { sha256: digest } }] };
  expect(parseJsonPage(JSON.stringify(json), page)).toEqual([]);
  expect(await parseHtmlPage(anchor, new URL('file:///srv/simple/a/'))).toHaveLength(1);
});
