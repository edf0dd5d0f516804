import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * What only people read: `share/doc`, `share/man` and `share/info` (Filesystem Hierarchy Standard), and files that
 * are called README, CHANGELOG and the like. Nothing else counts as documentation: texts and pages may be templates.
 */
export const docs = unmentionedFiles((path) => folder.test(path) || file.test(path));

const folder = /^share\/(?:doc|man|info)\//;
const file =
  /(?:^|\/)(?:readme|change(?:s|log)|history|news|contributing|code_of_conduct|security|todo)\.(?:md|rst|txt)$/i;
