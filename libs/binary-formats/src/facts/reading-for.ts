/** The details to look up in a file, which depend on its name and on the target. */
export interface ReadingFor {
  /** Whether its name has a tag that only compiled modules have. */
  readonly isModule: boolean;
  /** The name of the module that a file without such a tag would be: `_speedups` for `_speedups.so`. */
  readonly module?: string;
  /** The newest glibc version of the target, such as `2.34`. */
  readonly glibc: string;
  readonly glibcxx: string;
  readonly cxxabi: string;
}
