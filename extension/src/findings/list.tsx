import type { ExplainedFinding } from '../protocol.ts';

/** The findings of one link: each a title that opens to its explanation and advice. */
export function FindingList({ findings }: { readonly findings: readonly ExplainedFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <div class="findings">
      {findings.map((finding) => (
        <details
          key={finding.code}
          class={`finding ${finding.severity}`}
          data-testid="finding"
          data-code={finding.code}
        >
          <summary>{finding.title}</summary>
          <p>{finding.explanation}</p>
          {finding.advice && <p class="advice">{finding.advice}</p>}
        </details>
      ))}
    </div>
  );
}
