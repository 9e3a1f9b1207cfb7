/** One thing written on a case. */
export type Message = {
  readonly id: number;
  readonly at: Date;
  readonly author: 'objector' | 'staff';
  /** Empty once erased. */
  readonly text: string;
  /** Of an objection that was sent again while the case was open. */
  readonly reference?: string;
};
