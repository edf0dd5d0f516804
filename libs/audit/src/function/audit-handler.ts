import type { Finding } from '@layerkit/artifact/finding';
import { didYouMean } from '@layerkit/failure';
import { readLogicalLines } from '../auditors/metadata/lookups/logical-lines.ts';
import { readAuditedFiles } from '../subject/read-audited-files.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';

/**
 * Returns the error for a handler whose module is in the zip but does not define the function: Lambda fails with
 * Runtime.HandlerNotFound. Names that a module makes at run time can’t be seen, so such a module has no finding.
 */
export const auditHandler = async (subject: OpenedSubject, handler: string): Promise<readonly Finding[]> => {
  const at = handler.lastIndexOf('.');
  const [module, name] = [handler.slice(0, at).replaceAll('.', '/'), handler.slice(at + 1)];
  const sources = [`${module}/__init__.py`, `${module}.py`];
  // A package precedes a module of the same name.
  const file = sources.map((path) => subject.files.find((found) => found.path === path)).find(Boolean);
  if (at < 0 || file === undefined) return [];
  const found: Finding[] = [];
  for await (const { content } of readAuditedFiles(subject, [file])) {
    const names = content && definedNames(content.toString('utf8'));
    if (names !== undefined && !names.has(name))
      found.push({
        code: 'structure/handler',
        severity: 'error',
        path: file.path,
        message: `does not define ${name}, which the handler “${handler}” names${didYouMean(name, [...names])}`,
        hint: `Define ${name} there, or correct “handler” in function.json.`,
      });
  }
  return found;
};

/** Returns the names that a module binds outside its functions and classes, or undefined if it may bind others. */
const definedNames = (source: string): ReadonlySet<string> | undefined => {
  const names = new Set<string>();
  let inside: number | undefined;
  for (const { indent, text } of readLogicalLines(source)) {
    if (inside !== undefined && indent > inside && !/^global\b/.test(text)) continue;
    inside = /^(?:async\s+def|def|class)\b/.test(text) ? indent : undefined;
    if (dynamic.test(text)) return undefined;
    for (const [word] of (bound.exec(text)?.[0] ?? '').matchAll(/[\p{XID_Start}_][\p{XID_Continue}]*/gu))
      names.add(word);
  }
  return dynamic.test(source) ? undefined : names;
};

/** The part of a line that can bind names: all words of it count, which can only hide a finding. */
const bound =
  /^(?:(?:async\s+)?def\s+\w+|class\s+\w+|(?:from|import|global|for|with|except|try|if|else|elif|while|match|case)\b.*|[^=]*(?<![=!<>])=(?!=))/su;

/** Constructs that make names at run time. */
const dynamic = /import\s*\*|__getattr__|globals\(\)|vars\(\)|locals\(\)|exec\(|setattr\(|sys\.modules/;
