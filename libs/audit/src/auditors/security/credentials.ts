import type { Finding, Severity } from '@layerkit/artifact';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { baseOf } from '../../layout/roots.ts';

interface CredentialsRule {
  /** Of the whole path. */
  readonly name: RegExp;
  readonly content: RegExp;
  /** What a content that fits is called; the content itself is never told. */
  readonly what: string;
  /** Whether the name alone is worth a warning. */
  readonly suspicious?: true;
}

const privateKey = {
  content: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  what: 'a private key',
};
const urlWithPassword = /:\/\/[^\s/:@]+:[^\s/@]+@/;

const rules: readonly CredentialsRule[] = [
  { name: /\.(?:pem|key|ppk|asc)$/i, ...privateKey },
  { name: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, ...privateKey },
  {
    name: /(?:^|\/)\.env(?!\.(?:example|sample|template|dist|defaults?)$)(?:\.[\w-]+)?$/,
    content:
      /^\s*(?:export\s+)?\w*(?:SECRET|TOKEN|PASSW(?:OR)?D|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)\w*\s*=\s*["']?[^\s"'$<{][^\s"']{3,}/im,
    what: 'secrets in environment variables',
    suspicious: true,
  },
  {
    name: /(?:^|\/)\.aws\/(?:credentials|config)$/,
    content: /^\s*aws_(?:secret_access_key|session_token)\s*=\s*\S/im,
    what: 'AWS credentials',
    suspicious: true,
  },
  { name: /(?:^|\/)[._]netrc$/, content: /\bpassword\s+\S/, what: 'passwords', suspicious: true },
  { name: /(?:^|\/)\.npmrc$/, content: /_(?:authToken|auth|password)\s*=\s*(?!\$\{)\S/, what: 'a token' },
  { name: /(?:^|\/)\.pypirc$/, content: /^\s*password\s*[=:]\s*\S/im, what: 'a token' },
  { name: /(?:^|\/)(?:pip\.(?:conf|ini)|\.git-credentials)$/, content: urlWithPassword, what: 'a password' },
  { name: /(?:^|\/)\.docker\/config\.json$/, content: /"auth"\s*:\s*"[^"]+"/, what: 'a registry’s password' },
];

export const mayHoldCredentials = (path: string): boolean =>
  suggestive.test(baseOf(path)) && rules.some(({ name }) => name.test(path));

/** Fits every file name that a rule fits: most files are done with here. */
const suggestive = /^(?:[._]|id_|pip\.|credentials$|config)|\.(?:pem|key|ppk|asc)$/i;

/**
 * An error where the content is what the name suggests; less where a public package brought it, for it can be no
 * secret of the layer’s makers.
 */
export const describeCredentials = (
  subject: OpenedSubject,
  path: string,
  content: string,
): readonly Finding[] => {
  const named = rules.filter(({ name }) => name.test(path));
  const found = named.find((rule) => rule.content.test(content));
  const suspected = found ?? named.find(({ suspicious }) => suspicious);
  if (suspected === undefined) return [];
  const owner = bringerOf(subject, path);
  return [
    {
      code: 'security/credentials',
      severity: severityOf({ found: found !== undefined, owner, path }),
      path,
      package: subject.ownerOf(path),
      message:
        found === undefined
          ? `by its name it may hold ${suspected.what}; none was recognised`
          : `holds ${found.what}${owner === undefined ? '' : `, which ${owner} brings: no secret, since everyone has it`}`,
      hint:
        owner === undefined
          ? 'Take it out of the layer, and make what it held invalid if the layer was ever shared; functions get secrets from their role or Secrets Manager.'
          : 'See that nothing trusts it; a prune rule or audit.ignore with the reason settles it.',
    },
  ];
};

/** Whose wheel had the file: that it lies in a package’s folder alone says nothing, anybody may have put it there. */
const bringerOf = ({ distributions }: OpenedSubject, path: string): string | undefined =>
  distributions.find(({ record }) => record?.includes(path))?.name;

const severityOf = (known: {
  readonly found: boolean;
  readonly owner: string | undefined;
  readonly path: string;
}): Severity => {
  if (known.owner !== undefined) return known.found && !isForTests(known.path) ? 'warning' : 'note';
  return known.found ? 'error' : 'warning';
};

const isForTests = (path: string): boolean =>
  /(?:^|\/)_?(?:tests?\w*|fixtures?|examples?|docs?)\/|(?:^|\/)test_[^/]*$/i.test(path);
