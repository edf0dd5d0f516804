import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * What only a compiler or a linker reads: C, C++, CUDA, Fortran and Cython sources and headers, static libraries,
 * pkg-config’s files. Not for layers that compile in the function: what hands whole folders of headers to a compiler
 * (numba.cuda, cupy, triton, torch.compile) names no file.
 */
export const headersAndSources = unmentionedFiles((path) =>
  /\.(?:h|hh|hpp|hxx|c|cc|cpp|cxx|cu|cuh|f|f77|f90|f95|for|pyf|pxd|pyx|pxi|a|pc)$/.test(path),
);
