import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hash, Span } from '../../src/core/merkle.ts';
import {
  appendLeaves,
  emptyTree,
  fillProof,
  isConsistent,
  leafHash,
  nodeHash,
  planConsistency,
  planInclusion,
  rootFromInclusion,
  rootOf,
  rootOfLeaves,
} from '../../src/core/merkle.ts';

// The reference tree of Certificate Transparency: github.com/transparency-dev/merkle, proof/verify_test.go.
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const inclusionProofs = [
  { index: 0, size: 1, proof: [] },
  {
    index: 0,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    index: 5,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    index: 2,
    size: 3,
    proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  },
  {
    index: 1,
    size: 5,
    proof: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];
const consistencyProofs = [
  { from: 1, to: 1, proof: [] },
  {
    from: 1,
    to: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    from: 6,
    to: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    from: 2,
    to: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
  {
    from: 6,
    to: 7,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
];

const leaves = entries.map((entry) => leafHash(Buffer.from(entry, 'hex')));
const root = (size: number) => roots[size] ?? '';
/** Reads spans of levels above 0 from the leaves too, by the definition of a tile. */
const readFrom =
  (hashes: readonly Hash[]) =>
  ({ level, start, end }: Span) =>
    Array.from({ length: end - start }, (_, offset) => {
      const unit = 256 ** level;
      const at = (start + offset) * unit;
      return definedRoot(hashes.slice(at, at + unit));
    });

describe('the reference tree of Certificate Transparency', () => {
  test('has the published roots, of each size from empty to eight leaves', () => {
    for (const [size, expected] of roots.entries()) {
      expect(rootOfLeaves(leaves.slice(0, size))).toBe(expected);
      let tree = emptyTree;
      for (const leaf of leaves.slice(0, size)) ({ tree } = appendLeaves(tree, [leaf]));
      expect(rootOf(tree)).toBe(expected);
    }
  });

  test.for(inclusionProofs)('has the published inclusion proof: %j', ({ index, size, proof }) => {
    const leaf = leaves[index] ?? '';
    expect(fillProof(planInclusion(index, size), readFrom(leaves))).toEqual(proof);
    expect(rootFromInclusion(index, size, leaf, proof)).toBe(root(size));
  });

  test.for(consistencyProofs)('has the published consistency proof: %j', ({ from, to, proof }) => {
    expect(fillProof(planConsistency(from, to), readFrom(leaves))).toEqual(proof);
    const [older, newer] = [
      { size: from, root: root(from) },
      { size: to, root: root(to) },
    ];
    expect(isConsistent(older, newer, proof)).toBe(true);
    expect(isConsistent({ ...older, root: root(0) }, newer, proof)).toBe(false);
    expect(isConsistent(older, { ...newer, root: root(0) }, proof)).toBe(false);
    expect(isConsistent(older, newer, [...proof, root(0)])).toBe(false);
  });

  // The probes of the same file.
  test('verifies no corrupted inclusion proof', () => {
    for (const { index, size, proof } of inclusionProofs) {
      const leaf = leaves[index] ?? '';
      const places = [
        [index - 1, size],
        [index + 1, size],
        [index ^ 2, size],
        [index, size * 2],
        [index, Math.floor(size / 2)],
        [0.5, size],
      ] as const;
      for (const [at, of] of places)
        expect(rootFromInclusion(at, of, leaf, proof)).not.toBe(root(size));
      const proofs = [
        [...proof, root(size)],
        [root(size), ...proof],
        ...proof.map((_, at) => proof.toSpliced(at, 1)),
        ...proof.map((hash, at) => proof.with(at, nodeHash(hash, hash))),
      ];
      for (const wrong of proofs)
        expect(rootFromInclusion(index, size, leaf, wrong)).not.toBe(root(size));
      expect(rootFromInclusion(index, size, root(0), proof)).not.toBe(root(size));
    }
  });

  test('finds sizes that go back, or proofs for nothing, inconsistent', () => {
    const [a, b] = [root(1), root(2)];
    const cases = [
      [{ size: 0, root: a }, { size: 0, root: b }, []],
      [{ size: 1, root: a }, { size: 1, root: b }, []],
      [{ size: 1, root: a }, { size: 0, root: b }, []],
      [{ size: 2, root: b }, { size: 1, root: a }, []],
      [{ size: 1, root: a }, { size: 2, root: b }, []],
      [{ size: 0, root: a }, { size: 0, root: a }, [a]],
      [{ size: 0, root: a }, { size: 1, root: a }, [a]],
      [{ size: 1, root: a }, { size: 1, root: a }, [a]],
    ] as const;
    for (const [from, to, proof] of cases) expect(isConsistent(from, to, proof)).toBe(false);
    expect(isConsistent({ size: 0, root: root(0) }, { size: 1, root: a }, [])).toBe(true);
  });
});

/** RFC 6962 section 2.1, as it is written there. */
function definedRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return createHash('sha256').digest('hex');
  if (hashes.length === 1) return hashes[0] ?? '';
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  const children = definedRoot(hashes.slice(0, split)) + definedRoot(hashes.slice(split));
  return createHash('sha256')
    .update(Buffer.from(`01${children}`, 'hex'))
    .digest('hex');
}

const many = Array.from({ length: 70_000 }, (_, index) => leafHash(String(index)));
const anySize = fc.integer({ min: 1, max: 700 });

describe('a tree of any size', () => {
  test('has the root that the definition gives, however it was appended to', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (steps) => {
        let tree = emptyTree;
        for (const step of steps)
          ({ tree } = appendLeaves(tree, many.slice(tree.size, tree.size + step)));
        expect(rootOf(tree)).toBe(definedRoot(many.slice(0, tree.size)));
      }),
    );
  });

  test('gives each subtree of 256 and of 65,536 leaves once, as it becomes complete', () => {
    const first = appendLeaves(emptyTree, many.slice(0, 65_535));
    const last = appendLeaves(first.tree, many.slice(65_535));
    expect(first.completed.map(({ level, index }) => [level, index])).toEqual(
      Array.from({ length: 255 }, (_, index) => [1, index]),
    );
    expect(last.completed.map(({ level, index }) => [level, index])).toEqual([
      [1, 255],
      [2, 0],
      ...Array.from({ length: 17 }, (_, index) => [1, 256 + index]),
    ]);
    for (const { level, index, hash } of [...first.completed, ...last.completed].slice(250, 260))
      expect(readFrom(many)({ level, start: index, end: index + 1 })).toEqual([hash]);
  });

  test('proves each of its leaves, and no other in its place', () => {
    fc.assert(
      fc.property(anySize, fc.nat(), (size, chosen) => {
        const index = chosen % size;
        const leaf = many[index] ?? '';
        const proof = fillProof(planInclusion(index, size), readFrom(many.slice(0, size)));
        expect(rootFromInclusion(index, size, leaf, proof)).toBe(rootOfLeaves(many.slice(0, size)));
        expect(rootFromInclusion(index, size, leafHash('other'), proof)).not.toBe(
          rootOfLeaves(many.slice(0, size)),
        );
      }),
      { examples: [[65_537, 65_535]] },
    );
  });

  test('proves that it begins with each smaller tree, and not with another', () => {
    fc.assert(
      fc.property(anySize, anySize, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const proof = fillProof(planConsistency(from, to), readFrom(many.slice(0, to)));
        const older = { size: from, root: rootOfLeaves(many.slice(0, from)) };
        const newer = { size: to, root: rootOfLeaves(many.slice(0, to)) };
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(
          isConsistent({ ...older, root: nodeHash(older.root, older.root) }, newer, proof),
        ).toBe(false);
      }),
      { examples: [[65_535, 65_537]] },
    );
  });

  test('takes each hash of a proof from one tile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.nat(), (size, chosen) => {
        for (const { level, start, end } of planInclusion(chosen % size, size).flat()) {
          expect(Math.floor(start / 256)).toBe(Math.floor((end - 1) / 256));
          expect(end * 256 ** level).toBeLessThanOrEqual(size);
        }
      }),
    );
  });
});
