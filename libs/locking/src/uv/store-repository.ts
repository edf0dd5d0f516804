import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError, redactCredentials } from '@layerkit/failure';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { expandVariables } from '@layerkit/wheels/package-index';
import type { WheelStore } from '@layerkit/wheels/store';
import { zipSources } from '@layerkit/zip/sources';
import { isCommit, parseGitUrl, type GitSource } from './git-source.ts';
import { git, type GitRun } from './git.ts';

export interface RepositoryRequest {
  /** The name of the package. */
  readonly name: string;
  /** `git+https://host/repository@commit`, as the requirement has it. */
  readonly url: string;
  readonly store: WheelStore;
  readonly env: NodeJS.ProcessEnv;
}

export interface StoredRepository {
  readonly sha256: Sha256;
  readonly path: string;
}

/**
 * Fetches a commit of a repository with its submodules, and stores its files as a source distribution. The same commit
 * gives the same bytes on every host: sorted files with one date, without links and filters of the host.
 * @throws LayerkitError requirements/invalid if the ref is not a commit; index/unreachable if git can't fetch it;
 * source/invalid, resolver/not-found
 */
export const storeRepository = async (request: RepositoryRequest): Promise<StoredRepository> => {
  const { name, store, env } = request;
  const source = parseGitUrl(expandVariables(request.url, env));
  return inOwnedFolder('git', async (folder) => {
    const checkout = join(folder, 'checkout');
    await mkdir(checkout);
    const run = { folder: checkout, env };
    if (!isCommit(source.ref)) throw await notACommit(request, source, run);
    await checkOut(request, source, run);
    await rm(join(checkout, '.git'), { recursive: true, force: true });
    const fileName = `${name}-${source.ref.slice(0, 12)}.zip`;
    const outputPath = join(folder, fileName);
    const directory = await projectFolder(request, source, checkout);
    await zipSources({ directory, prefix: `${name}-${source.ref}/`, outputPath });
    const sha256 = await sha256OfFile(outputPath);
    const insertion = await store.insert({ sha256, fileName }, createReadStream(outputPath));
    if ('mismatch' in insertion) throw new Error(`${fileName} changed while it was stored`);
    return { sha256, path: insertion.stored.path };
  });
};

/** Some servers give a single commit; from others, all branches and tags are fetched. */
const checkOut = async (request: RepositoryRequest, { url, ref }: GitSource, run: GitRun): Promise<void> => {
  const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  await oneOf(request, run, [['init', '--quiet', '--template=']]);
  await oneOf(request, run, [
    ['fetch', '--quiet', '--no-tags', '--depth', '1', '--', url, ref],
    ['fetch', '--quiet', '--no-tags', '--', url, ...all],
  ]);
  await oneOf(request, run, [['checkout', '--quiet', ref]]);
  await oneOf(request, run, [['submodule', '--quiet', 'update', '--init', '--recursive']]);
};

/** Runs the first of some commands that succeeds. */
const oneOf = async (
  { name, url }: RepositoryRequest,
  run: GitRun,
  commands: readonly (readonly string[])[],
): Promise<void> => {
  let problems: readonly string[] = [];
  for (const command of commands) {
    const result = await git(command, run);
    if ('output' in result) return;
    problems = result.words;
  }
  throw new LayerkitError({
    code: 'index/unreachable',
    message: `git can’t fetch ${redactCredentials(url)} for ${name}; it reports`,
    problems: problems.slice(-10),
    hint: 'Check the URL, the commit and the credentials of git, with “git ls-remote” and the URL.',
  });
};

const notACommit = async (
  { name, url }: RepositoryRequest,
  source: GitSource,
  run: GitRun,
): Promise<LayerkitError> => {
  const wanted = source.ref === '' ? ['HEAD'] : [source.ref, `${source.ref}^{}`];
  const result = await git(['ls-remote', '--', source.url, ...wanted], run);
  // The commit of an annotated tag is on the line that ends in ^{}
  const lines = 'output' in result ? result.output.split('\n') : [];
  const [commit] = (lines.find((line) => line.endsWith('^{}')) ?? lines[0] ?? '').split('\t');
  const ref = source.ref === '' ? 'the default branch' : `“${source.ref}”`;
  return new LayerkitError({
    code: 'requirements/invalid',
    message: `${name} @ ${redactCredentials(url)}: ${ref} is not a commit, and may name other files tomorrow`,
    // Without the URL, which may contain credentials
    hint:
      commit !== undefined && isCommit(commit)
        ? `Write “@${commit}” after the path of the URL: it is the commit that ${ref} names now.`
        : 'Write “@” and the 40 digits of a commit after the path of the URL.',
  });
};

const projectFolder = async (
  { name }: RepositoryRequest,
  { subdirectory, ref }: GitSource,
  checkout: string,
): Promise<string> => {
  const folder = resolve(checkout, subdirectory);
  const isInside = folder === checkout || folder.startsWith(checkout + sep);
  const found = isInside ? await stat(folder).catch(() => undefined) : undefined;
  if (found?.isDirectory() === true) return folder;
  throw new LayerkitError({
    code: 'requirements/invalid',
    message: `${name}: commit ${ref} has no folder “${subdirectory}”`,
    hint: 'Correct “subdirectory” in the URL of the requirement.',
  });
};
