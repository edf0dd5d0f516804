/** What is worth looking up in a file, since it depends on the file's name and the target. */
export interface ReadingFor {
  /** Its name has a tag that only compiled modules have. */
  readonly isModule: boolean;
  /** The module that a file without such a tag would be: `_speedups` of `_speedups.so`. */
  readonly module?: string;
  /** The newest glibc symbols of the target, as `2.34`. */
  readonly glibc: string;
  readonly glibcxx: string;
  readonly cxxabi: string;
}
