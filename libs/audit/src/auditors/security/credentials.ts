import type { Finding, Severity } from '@layerkit/artifact/finding';
import type { AuditSubject } from '../../subject/subject.ts';
import { baseOf } from '../../layout/roots.ts';

type Owned = Pick<AuditSubject, 'distributions' | 'ownerOf'>;

interface CredentialsRule {
  /** Matched against the whole path. */
  readonly name: RegExp;
  readonly content: RegExp;
  /** A description of matching content. The content itself is never shown. */
  readonly what: string;
  /** Whether the name alone deserves a warning. */
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
      /^[ \t]*(?:export[ \t]+)?(?=\w*(?:SECRET|TOKEN|PASSW(?:OR)?D|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL))\w+[ \t]*=[ \t]*["']?[^\s"'$<{][^\s"']{3,}/im,
    what: 'secrets in environment variables',
    suspicious: true,
  },
  {
    name: /(?:^|\/)\.aws\/(?:credentials|config)$/,
    content: /^[ \t]*aws_(?:secret_access_key|session_token)\s*=\s*\S/im,
    what: 'AWS credentials',
    suspicious: true,
  },
  { name: /(?:^|\/)[._]netrc$/, content: /\bpassword\s+\S/, what: 'passwords', suspicious: true },
  { name: /(?:^|\/)\.npmrc$/, content: /_(?:authToken|auth|password)\s*=\s*(?!\$\{)\S/, what: 'a token' },
  { name: /(?:^|\/)\.pypirc$/, content: /^[ \t]*password\s*[=:]\s*\S/im, what: 'a token' },
  { name: /(?:^|\/)(?:pip\.(?:conf|ini)|\.git-credentials)$/, content: urlWithPassword, what: 'a password' },
  { name: /(?:^|\/)\.docker\/config\.json$/, content: /"auth"\s*:\s*"[^"]+"/, what: 'a registry password' },
];

export const mayHoldCredentials = (path: string): boolean =>
  suggestive.test(baseOf(path)) && rules.some(({ name }) => name.test(path));

/** Matches every file name that a rule matches, to skip most files quickly. */
const suggestive = /^(?:[._]|id_|pip\.|credentials$|config)|\.(?:pem|key|ppk|asc)$/i;

/**
 * Returns an error if the content is what the name suggests. The severity is lower if a public package contains
 * the file, because it can’t be a secret then.
 */
export const describeCredentials = (subject: Owned, path: string, content: string): readonly Finding[] => {
  const { found, suspected } = recognize(path, content);
  if (suspected === undefined) return [];
  const owner = recordOwnerOf(subject, path);
  return [
    {
      code: 'security/credentials',
      severity: severityOf({ found: found !== undefined, owner, path }),
      path,
      package: subject.ownerOf(path),
      message:
        found === undefined
          ? `may contain ${suspected.what}, judging by its name; nothing of the kind was recognized`
          : `contains ${found.what}${owner === undefined ? '' : `, which is part of ${owner} and so not secret`}`,
      hint:
        owner === undefined
          ? 'Remove it from the layer, and revoke its secrets if the layer was ever shared. Give functions secrets through their role or Secrets Manager.'
          : 'Make sure that nothing trusts it. Then drop it with a prune rule, or ignore the finding in audit.ignore with your reason.',
    },
  ];
};

interface Recognized {
  /** The rule that the content matches. */
  readonly found: CredentialsRule | undefined;
  /** That rule, or one whose name alone deserves a warning. */
  readonly suspected: CredentialsRule | undefined;
}

/** Returns the rules that a file matches. */
export const recognize = (path: string, content: string): Recognized => {
  const named = rules.filter(({ name }) => name.test(path));
  const found = named.find((rule) => rule.content.test(content));
  return { found, suspected: found ?? named.find(({ suspicious }) => suspicious) };
};

/**
 * Returns the distribution whose RECORD lists the file. Being in a package’s folder proves nothing, because
 * anybody may have put the file there.
 */
const recordOwnerOf = ({ distributions }: Owned, path: string): string | undefined => {
  const known = recorded.get(distributions) ?? recordedPaths(distributions);
  recorded.set(distributions, known);
  return known.get(path);
};

/** A cache, because a zip may have thousands of such files and distributions. */
const recorded = new WeakMap<Owned['distributions'], ReadonlyMap<string, string>>();

const recordedPaths = (distributions: Owned['distributions']): ReadonlyMap<string, string> => {
  const owners = new Map<string, string>();
  for (const { name, record = [] } of distributions)
    for (const path of record) if (!owners.has(path)) owners.set(path, name);
  return owners;
};

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
