/** Criteria of others that a control answers, by their numbers. The texts are their publishers'. */
export type Criteria = {
  /** AICPA Trust Services Criteria, `CC6.1`. */
  readonly tsc?: readonly string[];
  /** ISO/IEC 27001:2022 Annex A, `A.5.15`. */
  readonly iso27001?: readonly string[];
  /** CSA Cloud Controls Matrix 4, `IAM-02`. */
  readonly ccm?: readonly string[];
};

export const frameworks = ['tsc', 'iso27001', 'ccm'] as const;
export type Framework = (typeof frameworks)[number];

export const frameworkWords: Readonly<Record<Framework, { short: string; name: string }>> = {
  tsc: { short: 'TSC', name: 'Trust Services Criteria (AICPA)' },
  iso27001: { short: 'ISO 27001', name: 'ISO/IEC 27001:2022, Annex A' },
  ccm: { short: 'CCM', name: 'Cloud Controls Matrix 4 (CSA)' },
};

/** The shapes of their numbers, for JSON Schema too. */
export const criterionPatterns: Readonly<Record<Framework, string>> = {
  // Common criteria 1 to 9, then availability, confidentiality, processing integrity and privacy.
  tsc: '^(CC[1-9]|A1|C1|PI1|P[1-8])\\.[1-9]$',
  // Clauses 5 to 8 have 37, 8, 14 and 34 controls.
  iso27001:
    '^A\\.(5\\.([1-9]|[12]\\d|3[0-7])|6\\.[1-8]|7\\.([1-9]|1[0-4])|8\\.([1-9]|[12]\\d|3[0-4]))$',
  // Its seventeen domains.
  ccm: '^(A&A|AIS|BCR|CCC|CEK|DCS|DSP|GRC|HRS|IAM|IPY|IVS|LOG|SEF|STA|TVM|UEM)-(0[1-9]|1\\d|2\\d)$',
};

const examples: Readonly<Record<Framework, string>> = {
  tsc: 'CC6.1',
  iso27001: 'A.5.15',
  ccm: 'IAM-02',
};

/** Why this is no number of that framework; undefined where it is one. */
export function faultInCriterion(framework: Framework, number: string): string | undefined {
  if (new RegExp(criterionPatterns[framework]).test(number)) return undefined;
  return `Is no number of ${frameworkWords[framework].name}; they look like ${examples[framework]}.`;
}
