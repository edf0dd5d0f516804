import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * Drops documentation: `share/doc`, `share/man` and `share/info` (Filesystem Hierarchy Standard), and files named
 * README, CHANGELOG and similar. Keeps all other text files and pages, because they may be templates.
 */
export const docs = unmentionedFiles((path) => folder.test(path) || file.test(path));

const folder = /^share\/(?:doc|man|info)\//;
const file =
  /(?:^|\/)(?:readme|change(?:s|log)|history|news|contributing|code_of_conduct|security|todo)\.(?:md|rst|txt)$/i;
