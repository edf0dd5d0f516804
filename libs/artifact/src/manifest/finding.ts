import { documentation } from '@layerkit/failure';
import { z } from 'zod';

/** An error fails the build, a warning may fail a function, a note is worth knowing. */
export const severities = ['error', 'warning', 'note'] as const;

export type Severity = (typeof severities)[number];

/**
 * Every code that a finding can have: `area/what`. docs/findings.md explains each one; a test checks that the page
 * matches this list.
 */
export const findingCodes = [
  'archive/invalid',
  'binary/macos',
  'binary/windows',
  'binary/wrong-architecture',
  'binary/wrong-python',
  'binary/musl',
  'binary/glibc-too-new',
  'binary/libstdcxx-too-new',
  'binary/missing-library',
  'binary/unreachable-library',
  'binary/executable-stack',
  'binary/text-relocations',
  'binary/unreadable',
  'structure/wrong-root',
  'structure/nested-root',
  'structure/other-python',
  'structure/other-bytecode',
  'structure/loose-module',
  'structure/virtual-environment',
  'structure/installer',
  'structure/handler',
  'structure/requirements-file',
  'program/not-executable',
  'program/interpreter',
  'metadata/missing',
  'metadata/incomplete',
  'metadata/files-missing',
  'metadata/entry-point-broken',
  'metadata/lookup-lost',
  'metadata/requirement-missing',
  'metadata/requirement-mismatch',
  'metadata/duplicate',
  'system/missing-library',
  'system/missing-program',
  'shadowing/standard-library',
  'shadowing/runtime',
  'shadowing/shared-path',
  'size/zipped',
  'size/unpacked',
  'size/budget',
  'security/mode',
  'security/symlink',
  'security/path',
  'security/pth',
  'security/startup-module',
  'security/credentials',
  'stack/too-many-layers',
  'stack/too-large',
  'stack/unread-layer',
  'stack/unfit-zip',
  'stack/path-clash',
  'stack/overwritten',
  'stack/stale-bytecode',
  'stack/several-versions',
  'stack/hidden-version',
  'stack/hidden-module',
  'stack/requirement-mismatch',
  'stack/requirement-missing',
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** One result of an audit, about a file, a distribution or the whole zip. */
export const findingSchema = z.strictObject({
  code: z.enum(findingCodes).meta({ description: `${documentation('findings')} explains each one.` }),
  severity: z.enum(severities).meta({
    description: 'An error fails the build, a warning may fail a function, a note is worth knowing.',
  }),
  path: z
    .string()
    .optional()
    .meta({ description: 'The path in the zip. Absent if the finding is not about a single file.' }),
  package: z.string().optional().meta({
    description: 'The distribution that the file belongs to, or that the finding is about, if there is one.',
  }),
  message: z.string().meta({ description: 'One line: what the audit found, and what the target has.' }),
  hint: z.string().meta({ description: 'An instruction: what to do next.' }),
});

export const ignoredFindingSchema = z.strictObject({
  finding: findingSchema,
  reason: z.string().meta({ description: 'Why the finding is harmless, as written in the definition.' }),
});

export type Finding = z.infer<typeof findingSchema>;
export type IgnoredFinding = z.infer<typeof ignoredFindingSchema>;
