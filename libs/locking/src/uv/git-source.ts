/** A repository, as a requirement names it (pip, "VCS Support"). */
export interface GitSource {
  /** Without `git+`, the ref and the fragment. */
  readonly url: string;
  readonly ref: string;
  /** The folder with the project; empty for the root. */
  readonly subdirectory: string;
}

/** Parses `git+https://host/repository@ref#subdirectory=folder`. The ref is empty if there is none. */
export const parseGitUrl = (text: string): GitSource => {
  const [address = '', fragment = ''] = text.replace(/^git\+/i, '').split(/#(.*)/s);
  const pathAt = address.indexOf('/', address.indexOf('://') + 3);
  const at = address.lastIndexOf('@');
  const hasRef = pathAt >= 0 && at > pathAt;
  const subdirectory = fragment.split('&').find((part) => part.startsWith('subdirectory='));
  return {
    url: hasRef ? address.slice(0, at) : address,
    ref: hasRef ? address.slice(at + 1) : '',
    subdirectory: (subdirectory ?? '').slice('subdirectory='.length),
  };
};

/** Whether a ref is a whole commit, which always names the same files. */
export const isCommit = (ref: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref);
