import { hierarchy, treemap, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { FileKind } from '../file-kind.ts';
import { groupBy } from '../group-by.ts';

/** A file in the size map, with its size in bytes. */
export interface MappedFile {
  readonly path: string;
  readonly package: string;
  readonly kind: FileKind;
  readonly bytes: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FileTile extends Rectangle {
  /** A path, or the number of files that are too small to be shown. */
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
}

export interface PackageTile extends Rectangle {
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly FileTile[];
}

/** The size of the picture, in its own coordinates. */
export const mapSize = { width: 1200, height: 640 };

/**
 * Arranges packages and their files as rectangles in proportion to their sizes (squarified: Bruls, Huizing, van
 * Wijk, 2000), the largest first. The files of a package that are too small to be seen become one tile per
 * kind.
 */
export const arrangeTreemap = (all: readonly MappedFile[]): readonly PackageTile[] => {
  // Files without content have no area.
  const files = all.filter(({ bytes }) => bytes > 0);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const packages = [...groupBy(files, (file) => file.package)].map(([name, own]) => ({
    name,
    children: mergeSmall(own, total * smallestShare),
  }));
  const root = hierarchy<Node>({ name: '', children: packages })
    .sum((node) => ('bytes' in node ? node.bytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || compare(a.data.name, b.data.name));
  const laidOut = treemap<Node>().size([mapSize.width, mapSize.height])(root);
  return (laidOut.children ?? []).map((node) => ({
    ...rectangleOf(node),
    name: node.data.name,
    bytes: node.value ?? 0,
    files: (node.children ?? []).flatMap((child) =>
      'bytes' in child.data ? [{ ...rectangleOf(child), ...child.data }] : [],
    ),
  }));
};

/** The smallest visible share of the whole: about 8 by 8 units of the picture. */
const smallestShare = 1 / 12_000;

interface Leaf {
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
}

type Node = Leaf | { readonly name: string; readonly children: readonly Node[] };

const mergeSmall = (files: readonly MappedFile[], smallest: number): readonly Leaf[] => {
  const large = files.filter(({ bytes }) => bytes >= smallest);
  const small = groupBy(
    files.filter(({ bytes }) => bytes < smallest),
    ({ kind }) => kind,
  );
  return [
    ...large.map(({ path, kind, bytes }) => ({ name: path, kind, bytes })),
    ...[...small].map(([kind, all]) => ({
      name: all.length === 1 ? (all[0]?.path ?? '') : `${all.length} smaller files`,
      kind,
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
  ];
};

const rectangleOf = ({ x0, y0, x1, y1 }: HierarchyRectangularNode<Node>): Rectangle => ({
  x: round(x0),
  y: round(y0),
  width: round(x1 - x0),
  height: round(y1 - y0),
});

const round = (value: number): number => Math.round(value * 10) / 10;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
