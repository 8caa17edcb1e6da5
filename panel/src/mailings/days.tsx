import type { Outputs } from '../api/client.ts';
import { day, number, t } from '../i18n/t.ts';

type Day = Outputs['mailings']['daily']['data'][number];

/** The size of the drawing, which is stretched to the width of the page. */
const [barWidth, barGap, height] = [10, 4, 100];

/** Opens and clicks by day: bars for who sees, and the same as a table for everybody. */
export function Days({ days }: { readonly days: readonly Day[] }) {
  if (days.length === 0) return null;
  const highest = Math.max(1, ...days.flatMap(({ opens, clicks }) => [opens, clicks]));
  const width = days.length * (2 * barWidth + barGap);
  return (
    <section class="card" aria-labelledby="days">
      <h2 id="days">{t('mailing.days')}</h2>
      <svg class="days" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {days.map(({ day, opens, clicks }, index) => {
          const left = index * (2 * barWidth + barGap);
          return (
            <g key={day}>
              {[opens, clicks].map((value, series) => (
                <rect
                  key={series === 0 ? 'opens' : 'clicks'}
                  class={series === 0 ? 'opens' : 'clicks'}
                  x={left + series * barWidth}
                  y={height - (value / highest) * height}
                  width={barWidth}
                  height={(value / highest) * height}
                />
              ))}
            </g>
          );
        })}
      </svg>
      <details open={days.length < 8}>
        <summary>{t('mailing.asTable')}</summary>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('mailing.day')}</th>
              <th scope="col" class="figure-column">
                {t('mailing.opens')}
              </th>
              <th scope="col" class="figure-column">
                {t('mailing.clicks')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr key={one.day}>
                <th scope="row">{day(one.day)}</th>
                <td class="figure-column">{number(one.opens)}</td>
                <td class="figure-column">{number(one.clicks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
