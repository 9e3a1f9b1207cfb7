import type { DataPoint, Grade, Identity } from '../model.ts';
import { grades } from '../model.ts';
import { proofFor } from './laws.ts';

/** What staff compared with the contact details on file. No document is looked at or kept. */
export type Checked = {
  readonly isVerified: boolean;
  readonly matched: readonly DataPoint[];
  /** A declaration signed under penalty of perjury is there. */
  readonly isDeclared: boolean;
};

/** The highest grade that was reached. */
export function gradeReached({
  matched,
  isDeclared,
}: Pick<Checked, 'matched' | 'isDeclared'>): Grade {
  const points = new Set(matched).size;
  const reached = grades.filter((grade) => {
    const proof = proofFor[grade];
    return points >= proof.points && (isDeclared || !proof.needsDeclaration);
  });
  return reached.at(-1) ?? 'none';
}

export function isEnough({ result, grade }: Identity, needed: Grade): boolean {
  if (needed === 'none') return true;
  return (
    result === 'verified' && grade !== undefined && grades.indexOf(grade) >= grades.indexOf(needed)
  );
}
