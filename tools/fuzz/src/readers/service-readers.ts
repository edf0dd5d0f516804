import { parseHtmlPage } from '../../../../libs/wheels/src/package-index/html-page.ts';
import { parseJsonPage } from '../../../../libs/wheels/src/package-index/simple-page.ts';
import { parseNetrc } from '../../../../libs/wheels/src/package-index/netrc.ts';
import { parsePipConf } from '../../../../libs/wheels/src/settings/parse-pip-conf.ts';
import { findKnownFailures } from '../../../../libs/publishing/src/smoke/log/known-failures.ts';
import { readLog } from '../../../../libs/publishing/src/smoke/log/read-log.ts';
import { ownWordsOf } from '../../../../libs/publishing/src/layer-versions/version-description.ts';
import type { Reader } from './reader.ts';
import { times } from './times.ts';

const page = new URL('https://host.example/simple/six/');
const digest = '0'.repeat(64);

const logs = [
  "START RequestId: 8f5e Version: $LATEST\n[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'strands'\nTraceback (most recent call last):END RequestId: 8f5e\nREPORT RequestId: 8f5e\tDuration: 1214.93 ms\tBilled Duration: 1215 ms\tMemory Size: 1536 MB\tMax Memory Used: 87 MB\tInit Duration: 10.5 ms\t\n",
  '{"time":"2026-01-12T15:31:31.000Z","type":"platform.report","record":{"requestId":"8f5e","metrics":{"durationMs":1.5}}}{"timestamp":"2026","level":"ERROR","errorType":"StopIteration"}\nINIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n',
];

export const serviceReaders: readonly Reader[] = [
  {
    name: 'HTML pages',
    corpus: [
      `<!DOCTYPE html><html><head><base href="https://cdn.example/"></head><body><a href="a-1-py3-none-any.whl#egg=a&amp;sha256=${digest}">a</a>\n<!-- x --><A HREF='b-1.whl'>b</A></body></html>`,
    ],
    read: (input) => parseHtmlPage(input.toString(), page),
    worst: [
      (length) => `<a href="${times('#&')(length)}">`,
      (length) => `<a href="${times('#sha256=')(length)}">`,
      (length) => `<a href="#${times('&')(length)}">`,
      times('<a href='),
      times('<!--'),
      times('<a '),
      times('&#'),
      times('<b></i>'),
    ],
  },
  {
    name: 'JSON pages',
    corpus: [
      `{"meta":{"api-version":"1.1"},"name":"six","files":[{"filename":"a-1-py3-none-any.whl","url":"../a-1-py3-none-any.whl","hashes":{"sha256":"${digest}"},"size":7}]}`,
    ],
    read: (input) => parseJsonPage(input.toString(), page),
    documented: ['SyntaxError', 'ZodError'],
    worst: [times('['), times('"\\')],
  },
  {
    name: 'netrc',
    corpus: [
      'machine h login me password "se cret"\n# comment\nmacdef init\ncd /x\n\ndefault login any password a\\"b account c\n',
    ],
    read: (input) => parseNetrc(input.toString()),
    worst: [times('"\\"'), times('macdef '), times('#'), times('\n'), times('\\'), times('machine h ')],
  },
  {
    name: 'pip.conf',
    corpus: [
      '[global]\nindex-url = https://host/simple\nextra-index-url =\n    https://user:secret@host/a\n    https://host/b\n; comment\n[install]\nfind_links: x\n',
    ],
    read: (input) => parsePipConf(input.toString()),
    worst: [
      times('['),
      times('\n'),
      times(' '),
      times('[a]\nb=c\n'),
      (length) => `[a]\nb=c${times('\n d')(length)}`,
    ],
  },
  {
    name: 'logs',
    corpus: logs,
    read: (input) => {
      const { lines, ownLines } = readLog({ text: input.toString(), bytes: input.length });
      return [findKnownFailures(lines), findKnownFailures(ownLines)];
    },
    worst: [
      times("Handler '"),
      times('Response payload size'),
      times('version `GLIBC_2.'),
      times('REPORT RequestId: '),
      times('}{"time":'),
      times('\r'),
      (length) => `REPORT ${times('a: ')(length)}`,
    ],
  },
  {
    name: 'descriptions',
    corpus: [`A layer sha256:${digest}`],
    read: (input) => ownWordsOf(input.toString()),
    worst: [times(' '), times(' sha256:')],
  },
];
